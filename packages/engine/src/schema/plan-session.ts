import type { Actor } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import type { PlanMemory } from './plan-memory.js'
import type { PrepareInput } from './prepare-change.js'

/** A plan reads, and answers within seconds or not at all: a table that stays locked must not hold it for ever. */
const limits = `SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '15s'`

/** SQLSTATEs of a plan or publish that may succeed when tried again: lock, deadlock, serialization, statement timeout. */
export const busyStates: ReadonlySet<string> = new Set(['55P03', '40P01', '40001', '57014'])

/** Runs `work` with what a plan is made from, all of it read in one snapshot: documents, physical names, ids, records. */
export async function inPlanSession<T>(
  context: EngineContext,
  memory: PlanMemory,
  actor: Actor,
  work: (input: PrepareInput) => Promise<T>,
): Promise<T> {
  const db = await context.pool.connect()
  let broken: Error | undefined
  try {
    await db.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${limits}`)
    const installed = await memory.installed(db, actor.workspace)
    const ledger = await memory.ledger(db, actor.workspace)
    return await work({ context, db, actor, state: installed.state, installed, ledger })
  } finally {
    await db.query('ROLLBACK').catch((failure: Error) => (broken = failure))
    db.release(broken)
  }
}
