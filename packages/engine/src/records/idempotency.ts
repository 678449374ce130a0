import { AppError } from '@tessera/metadata'
import type { FieldProblem, ProblemCode } from '@tessera/metadata'
import type { ClientBase, Pool } from 'pg'
import type { Actor, WriteOptions } from '../contract.js'
import { qualified } from '../storage/identifiers.js'
import { schemaOf } from '../storage/workspace-tables.js'

/** What is kept of an answered write: ids and verdicts, never values; a replay reads with today's rights. */
export type Outcome =
  | { readonly answer: unknown }
  | {
      readonly refused: {
        readonly code: ProblemCode
        readonly details: object
        readonly errors?: readonly FieldProblem[]
      }
    }

type Key = NonNullable<WriteOptions['idempotency']>

/**
 * Takes the key for this transaction, or gives the outcome it already has.
 * Errors: request.in_progress while another request with the key runs, request.idempotency_mismatch for another body.
 */
export async function takeKey(client: ClientBase, actor: Actor, key: Key): Promise<Outcome | undefined> {
  const schema = schemaOf(actor.workspace)
  const lock = await client.query<{ taken: boolean }>(
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken',
    [[schema, actor.id, key.path, key.key].join('\n')],
  )
  if (lock.rows[0]?.taken !== true) throw new AppError('request.in_progress').with({ retryAfterSeconds: 1 })
  const { rows } = await client.query<{ fingerprint: string; outcome: Outcome }>(
    `SELECT fingerprint, outcome FROM ${qualified(schema, 'idempotency')}
     WHERE caller = $1 AND path = $2 AND key = $3 AND at > now() - interval '24 hours'`,
    [actor.id, key.path, key.key],
  )
  const known = rows[0]
  if (known !== undefined && known.fingerprint !== key.fingerprint) throw new AppError('request.idempotency_mismatch')
  return known?.outcome
}

/** Stores the outcome, in the write's transaction or, for a refusal, after its rollback. */
export async function keepOutcome(db: Pool | ClientBase, actor: Actor, key: Key, outcome: Outcome): Promise<void> {
  await db.query(
    `INSERT INTO ${qualified(schemaOf(actor.workspace), 'idempotency')} (caller, path, key, fingerprint, outcome, at)
     VALUES ($1, $2, $3, $4, $5, now())
     ON CONFLICT (caller, path, key) DO UPDATE SET fingerprint = EXCLUDED.fingerprint, outcome = EXCLUDED.outcome, at = now()`,
    [actor.id, key.path, key.key, key.fingerprint, JSON.stringify(outcome)],
  )
}

/** A refusal worth keeping: the same request would be refused again. */
export function refusalOf(error: unknown): Outcome | undefined {
  if (!(error instanceof AppError) || error.status >= 500 || error.status === 401 || error.status === 429)
    return undefined
  if (error.code === 'request.in_progress' || error.code === 'request.idempotency_mismatch') return undefined
  return {
    refused: {
      code: error.code,
      details: error.details,
      ...(error.errors === undefined ? {} : { errors: error.errors }),
    },
  }
}

/** The kept answer; throws the kept refusal. */
export function replay(outcome: Outcome): unknown {
  if ('answer' in outcome) return outcome.answer
  const { code, details, errors } = outcome.refused
  const error = Reflect.construct(AppError, [code, details]) as AppError
  throw errors === undefined ? error : error.with({ errors })
}
