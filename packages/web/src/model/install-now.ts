import type { Router } from 'vue-router'

/**
 * From the first screen of a workspace straight into an installation. That it may begin at once is a state of the history and no part
 * of the address: an address must never install anything when somebody opens it.
 */
const STATE = 'installNow'

export function goInstall(router: Router, template: string): void {
  void router.push({ name: 'studio.template.install', params: { template }, state: { [STATE]: true } })
}

/** Whether the page was come to by `goInstall`; true once, so that loading the page again installs nothing. */
export function takeInstallNow(): boolean {
  const state = history.state as Readonly<Record<string, unknown>> | null
  if (state?.[STATE] !== true) return false
  history.replaceState({ ...state, [STATE]: false }, '')
  return true
}
