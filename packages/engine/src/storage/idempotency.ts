import { AppError } from '@tessera/metadata'
import type { DuplicateMatches, FieldProblem, ProblemCode } from '@tessera/metadata'
import type { Pool } from 'pg'
import type { Actor, IdempotencyKey } from '../contract.js'
import { qualified } from './identifiers.js'
import { inTransaction } from './transaction.js'
import type { Queryable } from './statement.js'
import { schemaOf } from './workspace-tables.js'

/**
 * What is kept of an answered write: ids and verdicts, never values; a replay reads with today's rights. The plan of a refused
 * publish is kept whole, as the list of changes keeps those of published ones.
 */
export type Outcome =
  | { readonly answer: unknown }
  | {
      readonly refused: {
        readonly code: ProblemCode
        readonly details: object
        readonly errors?: readonly FieldProblem[]
        readonly plan?: object
        readonly duplicates?: DuplicateMatches
      }
    }

/**
 * Takes the key for the transaction that `client` is in, or gives the outcome it already has.
 * Errors: request.in_progress while another request with the key runs, request.idempotency_mismatch for another body.
 */
export async function takeKey(client: Queryable, actor: Actor, key: IdempotencyKey): Promise<Outcome | undefined> {
  const lock = await client.query<{ taken: boolean }>(
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken',
    [lockName(actor, key)],
  )
  if (lock.rows[0]?.taken !== true) throw new AppError('request.in_progress').with({ retryAfterSeconds: 1 })
  return readOutcome(client, actor, key)
}

/** As `takeKey`, but waits for another request with the key. */
export async function awaitKey(client: Queryable, actor: Actor, key: IdempotencyKey): Promise<Outcome | undefined> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [lockName(actor, key)])
  return readOutcome(client, actor, key)
}

const lockName = (actor: Actor, key: IdempotencyKey): string =>
  [schemaOf(actor.workspace), actor.id, key.path, key.key].join('\n')

async function readOutcome(client: Queryable, actor: Actor, key: IdempotencyKey): Promise<Outcome | undefined> {
  const { rows } = await client.query<{ fingerprint: string; outcome: Outcome }>(
    `SELECT fingerprint, outcome FROM ${qualified(schemaOf(actor.workspace), 'idempotency')}
     WHERE caller = $1 AND path = $2 AND key = $3 AND at > now() - interval '24 hours'`,
    [actor.id, key.path, key.key],
  )
  const known = rows[0]
  if (known !== undefined && known.fingerprint !== key.fingerprint) throw new AppError('request.idempotency_mismatch')
  return known?.outcome
}

/** Stores the outcome, in the write's transaction or, for a refusal, after its rollback. */
export async function keepOutcome(db: Queryable, actor: Actor, key: IdempotencyKey, outcome: Outcome): Promise<void> {
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
      ...(error.plan === undefined ? {} : { plan: error.plan }),
      ...(error.duplicates === undefined ? {} : { duplicates: error.duplicates }),
    },
  }
}

/** The kept answer; throws the kept refusal. */
export function replay(outcome: Outcome): unknown {
  if ('answer' in outcome) return outcome.answer
  const { code, details, ...extras } = outcome.refused
  throw (Reflect.construct(AppError, [code, details]) as AppError).with(extras)
}

/**
 * Keeps a refusal after the rollback of what was refused. When a rival with the same key was faster, nothing is kept and
 * its outcome is given: that is the answer then.
 */
export async function keepRefusal(
  pool: Pool,
  actor: Actor,
  key: IdempotencyKey,
  refusal: Outcome,
): Promise<Outcome | undefined> {
  return inTransaction(pool, async (client) => {
    const known = await awaitKey(client, actor, key)
    if (known === undefined) await keepOutcome(client, actor, key, refusal)
    return known
  })
}
