import { AppError } from '@tessera/metadata'
import type { Account, Accounts } from './accounts.js'
import { normalizeEmail } from './accounts.js'
import type { Auth } from './create-auth.js'
import type { AuthLoader } from './load-auth.js'
import type { Memberships } from './memberships.js'
import { guessKey, type SignInLimit } from './sign-in-limit.js'
import type { WorkLimit } from './work-limit.js'

/** A person who has just signed in, and the cookies that say so. */
export interface SignedIn {
  readonly account: Account
  readonly setCookies: readonly string[]
}

/**
 * Signs a person in. Unknown addresses, wrong passwords and deactivated people get the same answer, after the same work.
 *
 * Errors: 401 `session.wrong_credentials`, 429 `request.too_many`, 503 `request.busy` when too many sign in at once.
 */
export async function signIn(
  parts: {
    readonly auth: AuthLoader
    readonly accounts: Accounts
    readonly memberships: Memberships
    readonly limit: SignInLimit
    readonly hashing: WorkLimit
  },
  credentials: { readonly email: string; readonly password: string },
): Promise<SignedIn> {
  const email = normalizeEmail(credentials.email)
  const account = await parts.accounts.findByEmail(email)
  const key = guessKey(account?.id, email)
  await parts.limit.count(key)
  const auth = await parts.auth()
  const { response, headers } = await parts.hashing.run(() => askBetterAuth(auth, email, credentials.password))
  const active = await parts.memberships.activeOf(response.user.id)
  if (account === undefined || active.length === 0) {
    const { internalAdapter } = await auth.$context
    await internalAdapter.deleteSession(response.token)
    throw new AppError('session.wrong_credentials')
  }
  await parts.limit.clear(key)
  return { account, setCookies: headers?.getSetCookie() ?? [] }
}

async function askBetterAuth(auth: Auth, email: string, password: string) {
  try {
    return await auth.api.signInEmail({ body: { email, password }, headers: new Headers(), returnHeaders: true })
  } catch (error) {
    const status = (error as { statusCode?: number }).statusCode
    if (status === 401 || status === 400) throw new AppError('session.wrong_credentials').with({ cause: error })
    throw error
  }
}
