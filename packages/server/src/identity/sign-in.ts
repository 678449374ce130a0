import { AppError } from '@tessera/metadata'
import type { Engine } from '@tessera/engine'
import type { ServerLog } from '../log.js'
import type { Account, Accounts } from './accounts.js'
import { normalizeEmail } from './accounts.js'
import type { KnownDevices } from './known-devices.js'
import type { Memberships } from './memberships.js'
import type { Browser, Sessions } from './sessions.js'
import type { SignInLimit } from './sign-in-limit.js'
import { tellOfGuesses } from './tell-of-guesses.js'
import type { WorkLimit } from './work-limit.js'

/** A person who has just signed in, and the cookies that say so. */
export interface SignedIn {
  readonly account: Account
  readonly setCookies: readonly string[]
}

/** What signing in works with. */
export interface SignInParts {
  readonly accounts: Accounts
  readonly memberships: Memberships
  readonly limit: SignInLimit
  readonly devices: KnownDevices
  readonly sessions: Sessions
  readonly hashing: WorkLimit
  readonly engine: Engine
  readonly log: ServerLog
}

/**
 * Signs a person in. Unknown addresses, wrong passwords and deactivated people get the same answer, after the same work
 * and the same count.
 *
 * Errors: 401 `session.wrong_credentials`, 429 `request.too_many`, 503 `request.busy` when too many sign in at once.
 */
export async function signIn(
  parts: SignInParts,
  credentials: { readonly email: string; readonly password: string },
  browser: Browser,
): Promise<SignedIn> {
  const { accounts, memberships, limit, devices, hashing } = parts
  const email = normalizeEmail(credentials.email)
  const account = await accounts.findByEmail(email)
  const isKnown = await devices.isKnown(account?.id, browser.deviceSecret)
  const guess = await limit.countPassword({ accountId: account?.id, email, isKnown, network: browser.network })
  const isRight = await hashing.run(() => accounts.isPassword(account?.id, credentials.password))
  const active = await memberships.activeOf(account?.id)
  if (account === undefined || active.length === 0 || !isRight) {
    if (guess.isLast && account !== undefined) await tellOfGuesses(parts, account, active)
    throw new AppError('session.wrong_credentials')
  }
  await guess.giveBack()
  return { account, setCookies: await parts.sessions.open(account.id, browser) }
}
