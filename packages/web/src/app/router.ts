import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { studioRoutes } from '@/studio/routes'
import { runtimeRoutes } from '@/runtime/routes'
import { api } from '@/api/client'
import { useSession } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Reachable without an identity. */
    readonly public?: boolean
    /** Needs this capability; without it the no-permission page stands in the same frame. */
    readonly needs?: 'studio' | 'people'
  }
}

const routes: readonly RouteRecordRaw[] = [
  { path: '/login', name: 'auth.login', component: () => import('./sign-in/SignInPage.vue'), meta: { public: true } },
  { path: '/setup', name: 'auth.setup', component: () => import('./sign-in/SetupPage.vue'), meta: { public: true } },
  {
    path: '/invitation',
    name: 'auth.invitation',
    component: () => import('./sign-in/ChoosePasswordPage.vue'),
    props: { purpose: 'invite' },
    meta: { public: true },
  },
  {
    path: '/new-password',
    name: 'auth.newPassword',
    component: () => import('./sign-in/ChoosePasswordPage.vue'),
    props: { purpose: 'reset' },
    meta: { public: true },
  },
  {
    path: '/second-step',
    name: 'auth.secondStep',
    component: () => import('./sign-in/SetUpSecondStepPage.vue'),
    meta: { public: true },
  },
  {
    path: '/studio',
    component: () => import('@/studio/StudioShell.vue'),
    meta: { needs: 'studio' },
    children: studioRoutes,
  },
  {
    path: '/',
    component: () => import('./shell/AppShell.vue'),
    children: [
      ...runtimeRoutes,
      { path: 'me', name: 'me.settings', component: () => import('./settings/SettingsPage.vue') },
      { path: '403', name: 'system.denied', component: () => import('./system/DeniedPage.vue') },
      { path: ':rest(.*)*', name: 'system.missing', component: () => import('./system/MissingPage.vue') },
    ],
  },
]

export const router = createRouter({
  history: createWebHistory(),
  routes: [...routes],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

/** The first question of a fresh installation: is there an account at all? Asked once, and only of people nobody knows. */
let needsSetup: Promise<boolean> | undefined
const isSetupNeeded = (): Promise<boolean> =>
  (needsSetup ??= api.get<{ needed: boolean }>('/api/setup', { signInOnScreen: false }).then(
    ({ needed }) => needed,
    () => false,
  ))

/** After the first account was made. */
export function setupDone(): void {
  needsSetup = Promise.resolve(false)
}

router.beforeEach(async (to) => {
  const session = useSession()
  if (to.meta.public === true) {
    if (to.name === 'auth.login' && (await isSetupNeeded())) return { name: 'auth.setup' }
    if (to.name === 'auth.setup' && !(await isSetupNeeded())) return { name: 'auth.login' }
    return true
  }
  const isKnown = await session.load().catch(() => session.isSignedIn)
  if (isKnown && session.me?.secondStepNeeded === true) {
    return { name: 'auth.secondStep', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  }
  if (isKnown) return true
  if (await isSetupNeeded()) return { name: 'auth.setup' }
  return { name: 'auth.login', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
})

// A new version was published while this tab was open: its old chunks are gone, so the page is loaded again, once.
router.onError((error, to) => {
  const isChunk = /dynamically imported module|Importing a module script failed/i.test(String(error))
  if (!isChunk || sessionStorage.getItem('tessera.reloaded') === to.fullPath) return
  sessionStorage.setItem('tessera.reloaded', to.fullPath)
  location.assign(to.fullPath)
})
