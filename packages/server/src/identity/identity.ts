import { administratorRole, type Actor, type Provenance } from '@tessera/engine'
import type { Locale } from '@tessera/metadata'

/** An account's part in one workspace. */
export interface Membership {
  readonly workspace: string
  /** `administrator`, and ids of role documents. */
  readonly roles: readonly string[]
}

/** Someone whose session or token was verified. Kept in the process and shared by requests: nothing in it changes. */
export interface Identity {
  readonly accountId: string
  readonly name: string
  readonly email: string
  /** The language the person chose; answers follow Accept-Language. */
  readonly locale: Locale
  readonly through: Provenance
  /** Token of the session in the database; undefined for an API token. */
  readonly sessionToken: string | undefined
  /** The API token the caller uses; undefined for a session. */
  readonly apiToken: { readonly id: string; readonly role: string | null; readonly expiresAt: Date | null } | undefined
  /** A second step is asked of them and not set up: until it is, they can do that and nothing else. */
  readonly owesSecondStep: boolean
  /** Where the caller may work, the last used first. A token has one. */
  readonly memberships: readonly Membership[]
  /** Milliseconds since 1970 after which the session or token no longer counts. */
  readonly expiresAtMs: number
  /** Actors made of this identity so far, by workspace and language. */
  readonly actors: Map<string, Actor>
}

/** The role that may do everything. It is no document: nobody can take it from the last who has it. */
export const ADMINISTRATOR = administratorRole

/** The actor the engine knows for an identity in a workspace. The same object each time, so that caches can hold on to it. */
export function actorOf(identity: Identity, membership: Membership, locale: Locale): Actor {
  const key = `${locale} ${membership.workspace}`
  const known = identity.actors.get(key)
  if (known !== undefined) return known
  const actor: Actor = Object.freeze({
    id: identity.accountId,
    name: identity.name,
    workspace: membership.workspace,
    roles: membership.roles,
    locale,
    through: identity.through,
  })
  identity.actors.set(key, actor)
  return actor
}
