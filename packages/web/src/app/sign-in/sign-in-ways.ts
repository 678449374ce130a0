import type { SignInWays } from '@tessera/metadata'
import { ref } from 'vue'
import { api } from '@/api/client'

/** How people sign in here; password alone until the server has said more. */
export const ways = ref<SignInWays>({ password: 'everybody', sso: null })

let asking: Promise<void> | undefined

/** Asks once; where it fails, the password is there to try. */
export function loadWays(): Promise<void> {
  return (asking ??= api.get<SignInWays>('/api/session/ways', { signInOnScreen: false }).then(
    (answer) => void (ways.value = answer),
    () => void (asking = undefined),
  ))
}
