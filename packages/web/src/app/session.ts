import type { Capability, Locale, MeAnswer } from '@tessera/metadata'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, onSessionEnd } from '@/api/client'
import { isProblem } from '@/api/problem'
import { setLocale } from './i18n'

/** Who is signed in. `load` asks once; a session that ends meanwhile is renewed over the screen, see SignInAgain.vue. */
export const useSession = defineStore('session', () => {
  const me = ref<MeAnswer>()
  const isAsking = ref(false)
  let answerAsking: ((signedIn: boolean) => void) | undefined
  let asking: Promise<boolean> | undefined

  const isSignedIn = computed(() => me.value !== undefined)
  /** What no other role can be given. */
  const isAdministrator = computed(() => me.value?.roles.some(({ key }) => key === 'administrator') ?? false)
  const may = (capability: Capability): boolean => me.value?.capabilities.includes(capability) ?? false

  async function load(): Promise<boolean> {
    if (me.value !== undefined) return true
    try {
      me.value = await api.get<MeAnswer>('/api/me', { signInOnScreen: false })
      return true
    } catch (error) {
      if (isProblem(error) && error.status === 401) return false
      throw error
    }
  }

  /** Gives e-mail and password. `code`: right, but a code is owed, see `giveCode`. */
  async function signIn(email: string, password: string): Promise<'in' | 'code'> {
    const answer = await api.post<{ secondStep?: boolean }>(
      '/api/session',
      { email, password },
      { signInOnScreen: false },
    )
    if (answer.secondStep === true) return 'code'
    await enter()
    return 'in'
  }

  /** The second step: a code of the app, or a recovery code. */
  async function giveCode(code: string): Promise<void> {
    await api.post('/api/session/second', { code }, { signInOnScreen: false })
    await enter()
  }

  async function enter(): Promise<void> {
    const known = me.value?.user.id
    me.value = await api.get<MeAnswer>('/api/me', { signInOnScreen: false })
    // Another person on the same screen must not see what the first one had open.
    if (known !== undefined && known !== me.value.user.id) location.assign('/')
    answerAsking?.(true)
  }

  /** Asks anew who is signed in, after something about them changed. */
  async function reload(): Promise<void> {
    me.value = await api.get<MeAnswer>('/api/me')
  }

  /** Whether somebody signed in elsewhere meanwhile, at an identity provider in another tab. */
  async function lookAgain(): Promise<void> {
    await enter().catch((error: unknown) => {
      if (!isProblem(error) || error.status !== 401) throw error
    })
  }

  /** Changes the language of the screen at once, and of what this person is told elsewhere, such as notices. */
  async function speak(locale: Locale): Promise<void> {
    setLocale(locale)
    if (me.value === undefined) return
    const { user } = await api.patch<Pick<MeAnswer, 'user'>>('/api/me', { locale })
    me.value = { ...me.value, user }
  }

  async function signOut(): Promise<void> {
    await api.delete('/api/session', { signInOnScreen: false }).catch((error: unknown) => {
      if (!isProblem(error) || error.status !== 401) throw error
    })
    location.assign('/login')
  }

  /** After something that ended all sessions: asks the person to sign in again. */
  function endHere(): void {
    void askAgain()
  }

  /** Asks the person to sign in again over the screen; all requests that met the end of the session wait for one answer. */
  function askAgain(): Promise<boolean> {
    if (me.value === undefined) return Promise.resolve(false)
    asking ??= new Promise<boolean>((resolve) => {
      isAsking.value = true
      answerAsking = resolve
    }).finally(() => {
      isAsking.value = false
      asking = undefined
      answerAsking = undefined
    })
    return asking
  }

  onSessionEnd(askAgain)

  return {
    me,
    isSignedIn,
    isAdministrator,
    isAsking,
    may,
    load,
    signIn,
    giveCode,
    lookAgain,
    reload,
    speak,
    signOut,
    endHere,
    leave: () => {
      answerAsking?.(false)
      location.assign('/login')
    },
  }
})
