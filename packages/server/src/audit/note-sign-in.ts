import { AppError, isAppError } from '@tessera/metadata'
import type { AuditNote, AuditWho, Origin } from '@tessera/engine'
import type { Services } from '../services.js'
import { normalizeEmail, type Account } from '../identity/accounts.js'

type Parts = Pick<Services, 'accounts' | 'memberships' | 'halfSignIns' | 'audit' | 'log'>

/** As whom somebody tries to sign in: with an address, or with the cookie of a first step. */
export interface Attempt {
  readonly email?: string
  readonly halfSecret?: string | undefined
}

/**
 * Signs a person in through `work` and notes how it went: in the log of their workspace, or in that of the installation
 * where the address is nobody's. Who could not be noted does not get their session.
 */
export async function notingSignIn<T extends { readonly account: Account; readonly owesCode: boolean }>(
  parts: Parts,
  origin: Origin,
  attempt: Attempt,
  work: () => Promise<T>,
): Promise<T> {
  // A right code ends the first step: whose it was is asked before.
  const half = attempt.halfSecret === undefined ? undefined : await parts.halfSignIns.find(attempt.halfSecret)
  let signedIn: T
  try {
    signedIn = await work()
  } catch (error) {
    const action = refusalOf(error)
    // Beside the answer: how long it takes must not tell whether the address is somebody's.
    if (action !== undefined) {
      noteRefusal(parts, origin, half, attempt, action).catch((cause: unknown) =>
        parts.log.error({ err: cause }, 'A refused sign-in could not be noted'),
      )
    }
    throw error
  }
  const who = await whoSigns(parts, origin, signedIn.account.id)
  await parts.audit.noteOf(who, { action: signedIn.owesCode ? 'session.firstStep' : 'session.signedIn' })
  return signedIn
}

/** An identity provider led somebody here who did not get in. */
const ssoRefusals: ReadonlySet<string> = new Set(['sso.refused', 'sso.unknown', 'sso.unverified', 'sso.other_subject'])

function refusalOf(error: unknown): 'session.refused' | 'session.limited' | undefined {
  if (isAppError(error, 'session.wrong_credentials') || isAppError(error, 'code.wrong')) return 'session.refused'
  if (error instanceof AppError && ssoRefusals.has(error.code)) return 'session.refused'
  return isAppError(error, 'request.too_many') ? 'session.limited' : undefined
}

async function noteRefusal(
  parts: Parts,
  origin: Origin,
  half: string | undefined,
  { email }: Attempt,
  action: AuditNote['action'],
): Promise<void> {
  const id = half ?? (email === undefined ? undefined : (await parts.accounts.findByEmail(email))?.id)
  const who = await whoSigns(parts, origin, id)
  const subject = id === undefined ? undefined : { kind: 'person', key: id }
  // Nobody has shown that they are this person: the line is about them, not by them.
  const details = id === undefined ? { address: maskedEmail(email ?? '') } : half === undefined ? {} : { step: 2 }
  parts.audit.count({ ...who, actor: null }, { action, subject, details })
}

async function whoSigns({ memberships }: Parts, origin: Origin, accountId: string | undefined): Promise<AuditWho> {
  const [membership] = accountId === undefined ? [] : await memberships.activeOf(accountId)
  return {
    workspace: membership?.workspace ?? null,
    actor: accountId ?? null,
    through: { kind: 'person' },
    origin,
  }
}

/** What was typed as an address may be anything, a password too: the first letter and what comes after the @ is kept. */
function maskedEmail(email: string): string {
  const [, first = '', domain = ''] = /^(.).*?@([^@]{1,100})$/u.exec(normalizeEmail(email)) ?? []
  return domain === '' ? '•••' : `${first}•••@${domain}`
}
