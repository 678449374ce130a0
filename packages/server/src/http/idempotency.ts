import { AppError } from '@tessera/metadata'
import { createHmac } from 'node:crypto'
import type { Pool } from 'pg'
import type { Answer } from './answer.js'
import { invalidParameter } from './read-query.js'

/** After this time a request that never ended (its process died) no longer stands in the way of a new try. */
const ABANDONED_AFTER = '2 minutes'

/** Who sent which key where. */
export interface IdempotencyScope {
  readonly workspace: string
  readonly accountId: string
  readonly path: string
  readonly key: string
}

interface KeptRow {
  readonly fingerprint: Buffer
  readonly status: number | null
  readonly content_type: string | null
  readonly body: string | null
}

/** The key of a request; undefined without one. Errors: 400 for a key that is not 1–200 visible ASCII characters. */
export function idempotencyKeyOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(header)) {
    throw invalidParameter('Idempotency-Key', '1–200 ASCII')
  }
  return header
}

/** What tells two bodies apart. Keyed, so that a stolen table says nothing about short bodies. */
export function fingerprintOf(secret: Uint8Array, search: string, body: Buffer): string {
  return createHmac('sha256', secret).update(search).update('\0').update(body).digest('base64url')
}

/**
 * Answers of POSTs that are neither about records nor publish or undo (those keep theirs in the write itself), kept for
 * a day per workspace, caller, path and key: a repeated request gets the same answer and has no further effect.
 *
 * States of a row: absent → in progress (`status` null) → kept. A 401, 429 or 5xx, and a failure, remove the row.
 */
export class IdempotencyStore {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /**
   * Runs `work` once per key. Errors: 409 `request.in_progress` with Retry-After, 422 `request.idempotency_mismatch`
   * when the body is another one.
   */
  async once(scope: IdempotencyScope, fingerprint: string, work: () => Promise<Answer>): Promise<Answer> {
    const kept = await this.#claim(scope, fingerprint)
    if (kept !== undefined) return kept
    let answer: Answer
    try {
      answer = await work()
    } catch (error) {
      await this.#release(scope)
      throw error
    }
    if (isKept(answer.status)) await this.#keep(scope, answer)
    else await this.#release(scope)
    return answer
  }

  /** Forgets kept answers that mention any of these ids. */
  async forget(workspace: string, ids: readonly string[]): Promise<void> {
    await this.#pool.query('delete from platform.idempotency where workspace = $1 and body like any($2)', [
      workspace,
      ids.map((id) => `%${id}%`),
    ])
  }

  async #claim(scope: IdempotencyScope, fingerprint: string): Promise<Answer | undefined> {
    const values = [scope.workspace, scope.accountId, scope.path, scope.key, Buffer.from(fingerprint, 'base64url')]
    const claimed = await this.#pool.query(
      `insert into platform.idempotency as kept (workspace, account_id, path, key, fingerprint) values ($1, $2, $3, $4, $5)
       on conflict (workspace, account_id, path, key) do update
         set fingerprint = excluded.fingerprint, status = null, content_type = null, body = null, created_at = now()
         where kept.created_at < now() - interval '24 hours'
            or (kept.status is null and kept.created_at < now() - interval '${ABANDONED_AFTER}')`,
      values,
    )
    if (claimed.rowCount === 1) return undefined
    const found = await this.#pool.query<KeptRow>(
      `select fingerprint, status, content_type, body from platform.idempotency
       where workspace = $1 and account_id = $2 and path = $3 and key = $4`,
      values.slice(0, 4),
    )
    const row = found.rows[0]
    if (row !== undefined && row.fingerprint.toString('base64url') !== fingerprint) {
      throw new AppError('request.idempotency_mismatch')
    }
    if (row === undefined || row.status === null) {
      throw new AppError('request.in_progress').with({ retryAfterSeconds: 1 })
    }
    return toAnswer(row.status, row)
  }

  async #keep(scope: IdempotencyScope, answer: Answer): Promise<void> {
    await this.#pool.query(
      `update platform.idempotency set status = $5, content_type = $6, body = $7
       where workspace = $1 and account_id = $2 and path = $3 and key = $4`,
      [
        scope.workspace,
        scope.accountId,
        scope.path,
        scope.key,
        answer.status,
        answer.contentType ?? null,
        answer.body?.toString() ?? null,
      ],
    )
  }

  async #release(scope: IdempotencyScope): Promise<void> {
    await this.#pool.query(
      'delete from platform.idempotency where workspace = $1 and account_id = $2 and path = $3 and key = $4',
      [scope.workspace, scope.accountId, scope.path, scope.key],
    )
  }
}

function isKept(status: number): boolean {
  return status < 500 && status !== 401 && status !== 429
}

function toAnswer(status: number, row: KeptRow): Answer {
  if (row.body === null) return { status }
  return { status, body: row.body, contentType: row.content_type ?? 'application/json' }
}
