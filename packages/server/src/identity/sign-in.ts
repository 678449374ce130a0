import { AppError } from '@tessera/metadata'
import { normalizeEmail, type Account } from './accounts.js'
import { lookAt } from './guess-counter.js'
import type { HalfSignIns } from './half-sign-ins.js'
import { ADMINISTRATOR } from './identity.js'
import type { KnownDevices } from './known-devices.js'
import type { SecondStep } from './second-step.js'
import type { Browser, Sessions } from './sessions.js'
import type { SsoSettings } from './sso/sso-settings.js'
import { tellOwner, type TellingParts } from './tell-owner.js'
import type { WorkLimit } from './work-limit.js'

/** A person who is in, or who still owes a code; and the cookies that say so. */
export interface SignedIn {
  readonly account: Account
  readonly owesCode: boolean
  readonly setCookies: readonly string[]
}

/** What signing in works with. */
export interface SignInParts extends TellingParts {
  readonly devices: KnownDevices
  readonly sessions: Sessions
  readonly secondStep: SecondStep
  readonly halfSignIns: HalfSignIns
  readonly hashing: WorkLimit
  readonly sso: { readonly settings: SsoSettings } | undefined
}

/**
 * Signs a person in by password. Unknown addresses, wrong passwords and deactivated people get the same answer, after the
 * same work and the same count.
 *
 * Where single sign-on is the only way, nobody but administrators has a right password: this is the one place where
 * passwords let anybody in.
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
  const isRight = await lookAt(guess, () => hashing.run(() => accounts.isPassword(account?.id, credentials.password)))
  const active = await memberships.activeOf(account?.id)
  const isAllowed = parts.sso?.settings.isOnlyWay !== true || active.some(({ roles }) => roles.includes(ADMINISTRATOR))
  if (account === undefined || active.length === 0 || !isRight || !isAllowed) {
    if (guess.isLast && account !== undefined) await tellOwner(parts, account.id, 'passwordGuesses')
    throw new AppError('session.wrong_credentials')
  }
  await guess.giveBack()
  return letIn(parts, account, browser)
}

/** Lets somebody in whose first proof was checked, by whatever way: with a session, or half where a code is owed. */
export async function letIn(parts: SignInParts, account: Account, browser: Browser): Promise<SignedIn> {
  const { isOn } = await parts.secondStep.stateOf(account.id)
  const setCookies = isOn ? [await parts.halfSignIns.begin(account.id)] : await parts.sessions.open(account.id, browser)
  return { account, owesCode: isOn, setCookies }
}

/**
 * The second half of signing in. Errors: 401 `code.expired` without a first half, 401 `code.wrong`, 429
 * `request.too_many`.
 */
export async function signInWithCode(parts: SignInParts, code: string, browser: Browser): Promise<SignedIn> {
  const { halfSignIns, accounts, memberships, limit, secondStep } = parts
  const { halfSecret } = browser
  const accountId = await halfSignIns.find(halfSecret)
  const [account, active] = await Promise.all([accounts.find(accountId ?? ''), memberships.activeOf(accountId)])
  if (halfSecret === undefined || account === undefined || active.length === 0) throw new AppError('code.expired')
  const guess = await limit.countCode(`second:${account.id}`)
  if (!(await secondStep.use(account.id, code))) {
    if (guess.isLast) await tellOwner(parts, account.id, 'codeGuesses')
    throw new AppError('code.wrong')
  }
  await guess.giveBack()
  const { wasFirst, setCookie } = await halfSignIns.end(halfSecret)
  if (!wasFirst) throw new AppError('code.expired')
  const setCookies = [...(await parts.sessions.open(account.id, browser)), setCookie]
  return { account, owesCode: false, setCookies }
}
