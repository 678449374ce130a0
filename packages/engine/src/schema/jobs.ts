import { AppError } from '@tessera/metadata'
import { may } from '../access/capabilities.js'
import { administersPeople } from '../access/people-keeper.js'
import type { Actor, Jobs, Records } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { inTransaction } from '../storage/transaction.js'
import { isUuid } from '../storage/uuid7.js'
import { dropShadows } from './ahead/shadow-columns.js'
import { handOverFor } from '../hand-over/result-for.js'
import { openJobs, jobsTable, readJob, toJobAnswer } from './job-rows.js'
import type { JobRow } from './job-rows.js'
import type { PlanMemory } from './plan-memory.js'
import { runJob } from './run-job.js'
import { forgetBuilding } from './run-index-task.js'

/** Jobs of this process, next to what the door of the engine offers. */
export interface JobRunner extends Jobs {
  /** Starts a job that has just been committed, unless jobs are left to others; errors go to its row and the log. */
  start(workspace: string, id: string): void
  /** Works on a short job at once, whatever the role of this process, and waits for it. Errors go to its row and the log. */
  runNow(workspace: string, id: string): Promise<void>
  /**
   * Takes up what other processes or an earlier life of this one left unfinished, now and every 20 seconds until `stop`: what
   * a dead process was working on goes on within 30 seconds.
   */
  watch(): Promise<void>
  /** Lets running jobs finish their batch and waits for them. They stay open for the next start. */
  stop(): Promise<void>
}

const lookEveryMs = 20_000

/**
 * Long work after a publish. A job is a row; whoever holds its advisory lock works on it, batch by batch, each batch in a
 * transaction that also writes how far it is.
 *
 * queued → running (taken up) → done | failed (gave up, error kept) | aborted (by a person)
 *
 * @param runsJobs false: jobs are read and aborted here, and worked on by other processes
 */
export function createJobs(context: EngineContext, memory: PlanMemory, records: Records, runsJobs: boolean): JobRunner {
  const running = new Map<string, Promise<void>>()
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  const runNow = (workspace: string, id: string): Promise<void> => {
    const work = runJob({ context, memory, records, jobs: { start } }, workspace, id, () => stopping)
      .catch((error: unknown) => context.log.error({ error, workspace, job: id }, 'a job could not be run'))
      .finally(() => running.delete(id))
    running.set(id, work)
    return work
  }
  const start = (workspace: string, id: string): void => {
    if (runsJobs && !stopping && !running.has(id)) void runNow(workspace, id)
  }
  const resume = async (): Promise<void> => {
    const { rows } = await context.pool.query<{ key: string }>('SELECT key FROM platform.workspaces')
    for (const { key } of rows) {
      if (stopping) return
      const open = await openJobs(context.pool, key).catch((error: unknown) => {
        context.log.error({ error, workspace: key }, 'open jobs could not be read')
        return []
      })
      for (const id of open) start(key, id)
    }
  }
  const look = (): void => {
    looking ??= resume()
      .catch((error: unknown) => context.log.error({ error }, 'open jobs could not be read'))
      .finally(() => (looking = undefined))
  }
  return {
    start,
    runNow,
    watch: async () => {
      if (!runsJobs || stopping) return
      await resume()
      // Does not keep the process alive.
      timer ??= setInterval(look, lookEveryMs).unref()
    },
    stop: async () => {
      stopping = true
      clearInterval(timer)
      await looking
      await Promise.all(running.values())
    },
    get: async (actor, id) => handOverFor(context, actor, toJobAnswer(await visibleJob(context, actor, id))),
    abort: async (actor, id) => {
      const job = await visibleJob(context, actor, id)
      await inTransaction(context.pool, async (client) => {
        const { rowCount } = await client.query(
          `UPDATE ${jobsTable(actor.workspace)} SET state = 'aborted', finished_at = $2
           WHERE id = $1 AND state IN ('queued', 'running')`,
          [id, context.clock()],
        )
        if (rowCount === 0) throw new AppError('job.not_abortable', { state: job.state })
        await forgetBuilding(client, actor.workspace, job.input)
        await dropShadows(client, actor.workspace, id)
      })
      memory.forget(actor.workspace)
      return toJobAnswer(await visibleJob(context, actor, id))
    },
  }
}

async function visibleJob(context: EngineContext, actor: Actor, id: string): Promise<JobRow> {
  const job = isUuid(id) ? await readJob(context.pool, actor.workspace, id) : undefined
  if (job === undefined) throw new AppError('job.not_found')
  if (actor.roles.includes('administrator')) return job
  const catalog = await context.catalogs.refresh(actor.workspace)
  const handsOver = job.kind === 'handOver' && administersPeople(catalog, actor)
  const aboutTemplates = job.input.sample !== undefined && may(catalog, actor, 'templates')
  if (!handsOver && !aboutTemplates) throw new AppError('job.not_found')
  return job
}
