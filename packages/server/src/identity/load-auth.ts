import type { Auth, AuthOptions } from './create-auth.js'

/** Gives better-auth, loaded and made at the first call. */
export type AuthLoader = () => Promise<Auth>

/**
 * better-auth with its database layer takes a third of the time a process needs to start, and tens of megabytes; a
 * process that only sees tokens, and the start itself, never need it.
 */
export function loadAuth(options: AuthOptions): AuthLoader {
  let auth: Promise<Auth> | undefined
  return () => (auth ??= import('./create-auth.js').then(({ createAuth }) => createAuth(options)))
}
