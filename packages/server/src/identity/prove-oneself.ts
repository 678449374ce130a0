import { AppError, makeFieldProblem } from '@tessera/metadata'
import { checkPasswordOf } from './check-password-of.js'
import type { Accounts } from './accounts.js'
import { ADMINISTRATOR, type Identity } from './identity.js'
import type { SecondStep } from './second-step.js'
import type { SignInLimit } from './sign-in-limit.js'
import type { WorkLimit } from './work-limit.js'

/** What proving works with. */
export interface ProvingParts {
  readonly accounts: Accounts
  readonly limit: SignInLimit
  readonly hashing: WorkLimit
  readonly secondStep: SecondStep
}

/** How the account of a person is secured is changed at a screen, never by a program. Errors: 403 `access.denied`. */
export function refusePrograms({ sessionToken }: Identity): void {
  if (sessionToken === undefined) throw new AppError('access.denied')
}

/**
 * A token that was made for one role does what that role may do: the account of its maker, with its sessions, other tokens and data, is no
 * part of it. Errors: 403 `access.denied`.
 */
export function refuseNarrow({ apiToken }: Identity): void {
  const role = apiToken?.role ?? null
  if (role !== null && role !== ADMINISTRATOR) throw new AppError('access.denied')
}

/**
 * Asks somebody who is signed in for their password again, before what a stolen session must not do. Who has none, because
 * they come by single sign-on, passes. Errors: 422 at `password`, 429 `request.too_many`.
 */
export async function provePassword(parts: ProvingParts, identity: Identity, password = ''): Promise<void> {
  if (!(await parts.accounts.hasPassword(identity.accountId))) return
  const { isRight } = await checkPasswordOf(parts, identity, password)
  if (!isRight) throw refusal('password', 'person.wrong_password')
}

/** Asks for a code of the app or a recovery code, and uses it up. Errors: 422 at `code`, 429 `request.too_many`. */
export async function proveCode(parts: ProvingParts, { accountId }: Identity, code: string): Promise<void> {
  const guess = await parts.limit.countCode(`second:${accountId}`)
  if (!(await parts.secondStep.use(accountId, code))) throw refusal('code', 'code.wrong')
  await guess.giveBack()
}

function refusal(path: string, code: 'person.wrong_password' | 'code.wrong'): AppError {
  return new AppError('request.invalid').with({ errors: [makeFieldProblem(path, code)] })
}
