import { uuid7 } from '@tessera/engine'
import { AppError, type LinkUse, type PersonLink } from '@tessera/metadata'
import type { Account, Accounts } from './accounts.js'
import type { IdentityCache } from './identity-cache.js'
import type { LinkPurpose, Links, OpenLink } from './links.js'
import type { Memberships } from './memberships.js'
import { checkPassword } from './password-policy.js'
import type { WorkLimit } from './work-limit.js'

/** What making links works with. */
export interface LinkMaking {
  readonly accounts: Accounts
  readonly memberships: Memberships
  readonly links: Links
}

/**
 * Makes a link with which a person of a workspace chooses a password: `invite` the first one, `reset` another one. For many
 * people at once it is called for each; it costs three statements. Who may do so, the caller has checked.
 *
 * Errors: `person.not_found`, `person.inactive`, for invitations `person.has_password`.
 */
export async function makePersonLink(
  { accounts, memberships, links }: LinkMaking,
  purpose: LinkPurpose,
  person: { readonly workspace: string; readonly accountId: string; readonly madeBy: string | null },
): Promise<PersonLink> {
  const membership = await memberships.find(person.accountId, person.workspace)
  if (membership === undefined) throw new AppError('person.not_found')
  if (!membership.isActive) throw new AppError('person.inactive')
  if (purpose === 'invite' && (await accounts.hasPassword(person.accountId))) throw new AppError('person.has_password')
  return links.make(purpose, person)
}

/** What using links works with. */
export interface LinkUsing {
  readonly accounts: Accounts
  readonly links: Links
  readonly hashing: WorkLimit
  readonly identities: IdentityCache
}

/**
 * Uses a link for a new password. Whoever held the account until then loses it: sessions, other links and known browsers end.
 * It signs nobody in: that has one way, with its second step.
 *
 * Errors: 422 for the password, which leaves the link as it was; those of `Links.look`.
 */
export async function usePersonLink(
  { accounts, links, hashing, identities }: LinkUsing,
  purpose: LinkPurpose,
  { token, password }: LinkUse,
): Promise<{ readonly link: OpenLink; readonly account: Account }> {
  const problem = checkPassword(password)
  if (problem !== undefined) throw new AppError('request.invalid').with({ errors: [problem] })
  // Looked at first, so that made-up tokens cost no hashing.
  const { accountId } = await links.look(purpose, token)
  const hashed = await hashing.run(() => accounts.hash(password))
  const link = await links.use(purpose, token, hashed, uuid7())
  await identities.revocations.revoke(accountId)
  const account = await accounts.find(accountId)
  if (account === undefined) throw new AppError('link.unknown')
  return { link, account }
}
