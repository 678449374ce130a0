import type { Accounts } from './accounts.js'
import { lookAt } from './guess-counter.js'
import type { Identity } from './identity.js'
import type { SignInLimit } from './sign-in-limit.js'
import type { WorkLimit } from './work-limit.js'

/**
 * Whether somebody who is signed in knows their own password: asked before what a stolen session must not do. Counted like
 * the guesses of signing in.
 *
 * Errors: 429 `request.too_many`.
 */
export async function checkPasswordOf(
  parts: { readonly accounts: Accounts; readonly limit: SignInLimit; readonly hashing: WorkLimit },
  { accountId, email }: Identity,
  password: string,
): Promise<{ readonly isRight: boolean }> {
  const guess = await parts.limit.countPassword({ accountId, email, isKnown: true, network: undefined })
  const isRight = await lookAt(guess, () => parts.hashing.run(() => parts.accounts.isPassword(accountId, password)))
  if (isRight) await guess.giveBack()
  return { isRight }
}
