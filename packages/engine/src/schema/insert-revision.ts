import type { Change, ChangeSummary, Plan } from '@tessera/metadata'
import type { PoolClient } from 'pg'
import type { Actor } from '../contract.js'
import { qualified } from '../storage/identifiers.js'

/** A revision as the log of changes keeps it. */
export interface NewRevision {
  readonly revision: number
  readonly base: number
  readonly actor: Actor
  readonly at: Date
  readonly message: string | undefined
  readonly undoes: number | undefined
  readonly changes: readonly Change[]
  readonly summary: readonly ChangeSummary[]
  readonly plan: Plan
}

/** Writes a revision into the log and makes it today's; every process hears of it when the transaction commits. */
export async function insertRevision(
  client: PoolClient,
  schema: string,
  workspace: string,
  { revision, base, actor, at, message, undoes, changes, summary, plan }: NewRevision,
): Promise<void> {
  await client.query(
    `INSERT INTO ${qualified(schema, 'changes')}
       (revision, base, author_id, author_name, through, at, message, undoes, changes, summary, plan)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      revision,
      base,
      actor.id,
      actor.name,
      JSON.stringify(actor.through),
      at,
      message ?? null,
      undoes ?? null,
      JSON.stringify(changes),
      JSON.stringify(summary),
      JSON.stringify(plan),
    ],
  )
  await client.query(`UPDATE ${qualified(schema, 'meta')} SET revision = $1`, [revision])
  await client.query('SELECT pg_notify($1, $2)', ['tessera_revision', `${workspace}:${revision}`])
}
