import { EventEmitter } from 'node:events'
import type { EngineLog } from '@tessera/engine'
import { run, type Runner, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { taskName } from './migrate-queue.js'
import { queueLogger } from './queue-log.js'

/** The port to the queue: everything that knows graphile-worker lies in this folder. */
export interface JobQueue {
  /** Id under which this process locks jobs. */
  readonly id: string
  /** Frees the jobs of workers that are dead. */
  unlock(ids: readonly string[]): Promise<void>
  stop(): Promise<void>
}

export interface JobQueueOptions {
  readonly databaseUrl: string
  readonly log: EngineLog
  /** A job of a workspace: it has runs that are due. */
  readonly onJob: (workspace: string) => void
}

/** Begins to take jobs. It has two connections of its own: one listens, one takes and completes. */
export async function startJobQueue({ databaseUrl, log, onJob }: JobQueueOptions): Promise<JobQueue> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  pool.on('error', (error) => log.error({ err: error }, 'a connection of the queue was lost'))
  // The statement at work fails then and says so; without a listener the error would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const events = new EventEmitter() as WorkerEvents
  let id = ''
  events.on('pool:create', ({ workerPool }) => (id = workerPool.id))
  let runner: Runner
  try {
    runner = await run({
      pgPool: pool,
      events,
      logger: queueLogger(log),
      noHandleSignals: true,
      concurrency: 1,
      pollInterval: 1_000,
      taskList: { [taskName]: (payload) => onJob(String((payload as { workspace?: unknown }).workspace)) },
    })
  } catch (error) {
    await pool.end()
    throw error
  }
  runner.promise.catch((error: unknown) => log.error({ err: error }, 'the queue stopped'))
  return {
    id,
    unlock: async (ids) => {
      if (ids.length > 0) await pool.query('SELECT graphile_worker.force_unlock_workers($1::text[])', [ids])
    },
    stop: async () => {
      await runner.stop().catch(() => undefined)
      await pool.end()
    },
  }
}
