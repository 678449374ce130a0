import type { EngineContext } from '../engine-context.js'
import { auditSchema, lockHead, noteAudit } from './note-audit.js'
import type { AuditNote, AuditWho } from './note-audit.js'

/** Calls of one process that hold a log take turns: each needs a second connection for its work. */
const turns = new WeakMap<EngineContext, Map<string, Promise<unknown>>>()

/**
 * For an act that is no transaction of ours (accounts, sessions, several statements on other connections): the log is taken
 * first, so that what cannot be noted is not done; `work` notes as early as it knows what to say, and when it fails the note
 * goes with it. Work must be short, and must note by what it is given only: the log is locked for everyone else meanwhile.
 */
export async function aroundAudit<T>(
  context: EngineContext,
  who: AuditWho,
  work: (note: (note: AuditNote) => Promise<void>) => Promise<T>,
): Promise<T> {
  const schema = auditSchema(who.workspace)
  const logs = turns.get(context) ?? new Map<string, Promise<unknown>>()
  turns.set(context, logs)
  const turn = (logs.get(schema) ?? Promise.resolve()).then(() => holding(context, schema, who, work))
  logs.set(
    schema,
    turn.catch(() => undefined),
  )
  return turn
}

async function holding<T>(
  context: EngineContext,
  schema: string,
  who: AuditWho,
  work: (note: (note: AuditNote) => Promise<void>) => Promise<T>,
): Promise<T> {
  const client = await context.pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    await lockHead(client, schema)
    const result = await work((note) => noteAudit(context, client, who, note))
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: Error) => (broken = cause))
    throw error
  } finally {
    client.release(broken)
  }
}
