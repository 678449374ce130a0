import { makeFieldProblem } from '@tessera/metadata'
import type { PoolClient } from 'pg'
import { systemActor } from '../access/actor.js'
import { StaleCatalog } from '../catalog/catalog-cache.js'
import type { EngineContext } from '../engine-context.js'
import { runtimeValues } from '../engine-context.js'
import { failpoint } from '../storage/failpoint.js'
import { qualified } from '../storage/identifiers.js'
import { sqlState } from '../storage/transaction.js'
import { schemaOf } from '../storage/workspace-tables.js'
import { fillAutoNumbers } from './fill-auto-numbers.js'
import { fillRollups } from './fill-rollups.js'
import { jobsTable, readJob } from './job-rows.js'
import type { JobInput, JobRow, JobTask } from './job-rows.js'
import { forgetBuilding, runIndexTask } from './run-index-task.js'

/** Records per transaction: about 60 ms, so that writers who wait for one of them hardly notice. */
const batchSize = 2_000
const tries = 10
const pauseMs = 200

/** lock_not_available, deadlock_detected, serialization_failure: try the batch again */
const passing = new Set(['55P03', '40P01', '40001'])

/** Works on a job until it is finished, aborted, or `isStopping`. Does nothing when another process works on it. */
export async function runJob(
  context: EngineContext,
  workspace: string,
  id: string,
  isStopping: () => boolean,
): Promise<void> {
  const client = await context.pool.connect()
  let isUsed = false
  try {
    // A lock of the session: when this process dies, the server frees it and the next one goes on at once.
    const lock = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine', [
      `job ${id}`,
    ])
    if (lock.rows[0]?.mine !== true) return
    isUsed = true
    await client.query(`SET statement_timeout = 0; SET lock_timeout = '5s'`)
    await new JobWork(context, workspace, id, client).run(isStopping)
  } finally {
    // Session settings and locks go with the connection.
    client.release(isUsed)
  }
}

class JobWork {
  constructor(
    private readonly context: EngineContext,
    private readonly workspace: string,
    private readonly id: string,
    private readonly client: PoolClient,
  ) {}

  async run(isStopping: () => boolean): Promise<void> {
    await this.#mark(`state = 'running', started_at = coalesce(started_at, $2)`)
    try {
      for (let failures = 0; !isStopping();) {
        const job = await readJob(this.client, this.workspace, this.id)
        if (job === undefined || job.state !== 'running') return
        const task = job.input.tasks[job.input.at]
        if (task === undefined) {
          await this.#mark(`state = 'done', finished_at = $2`)
          return
        }
        try {
          await this.#step(job, task)
          failures = 0
        } catch (error) {
          failures += 1
          if (failures === tries || !isPassing(error)) throw error
          await new Promise((resolve) => setTimeout(resolve, pauseMs))
        }
        await failpoint('job.step')
      }
    } catch (error) {
      this.context.log.error({ error, workspace: this.workspace, job: this.id }, 'a job failed')
      await this.#fail()
    }
  }

  async #step(job: JobRow, task: JobTask): Promise<void> {
    if (task.do === 'index') {
      await runIndexTask(this.client, this.workspace, task.name)
      await this.#progress({ tasks: job.input.tasks, at: job.input.at + 1 }, 0)
      return
    }
    const catalog = await this.context.catalogs.refresh(this.workspace)
    const field = catalog.objects.get(task.objectId)?.fieldsById.get(task.fieldId)
    const next: JobInput = { tasks: job.input.tasks, at: job.input.at + 1 }
    if (field?.column !== task.name) return this.#progress(next, 0)
    await this.client.query('BEGIN')
    try {
      const filled = await this.#fill(job, task, catalog)
      if (filled.isLast) await this.#clearMark(task.name)
      await this.#progress(filled.isLast ? next : { ...job.input, ...filled.cursor }, filled.rows)
      await this.client.query('COMMIT')
    } catch (error) {
      await this.client.query('ROLLBACK')
      throw error
    }
  }

  async #fill(
    job: JobRow,
    task: Exclude<JobTask, { do: 'index' }>,
    catalog: Parameters<typeof fillAutoNumbers>[1],
  ): Promise<{ rows: number; isLast: boolean; cursor: { after?: string } }> {
    if (task.do === 'autoNumber') {
      const rows = await fillAutoNumbers(this.client, catalog, task, batchSize)
      return { rows, isLast: rows < batchSize, cursor: {} }
    }
    const runtime = runtimeValues(this.context, catalog, systemActor(this.workspace, 'recalculate'))
    const batch = { after: job.input.after, limit: batchSize }
    const { last, rows } = await fillRollups({ db: this.client, catalog, runtime }, task, batch)
    return { rows, isLast: rows < batchSize, cursor: last === undefined ? {} : { after: last } }
  }

  async #clearMark(name: string): Promise<void> {
    await this.client.query(
      `UPDATE ${qualified(schemaOf(this.workspace), 'physical')} SET definition = definition - 'recalculating' WHERE name = $1`,
      [name],
    )
  }

  async #progress(input: JobInput, rows: number): Promise<void> {
    await this.client.query(
      `UPDATE ${jobsTable(this.workspace)} SET input = $2, done = done + $3, heartbeat_at = $4 WHERE id = $1`,
      [this.id, JSON.stringify(input), rows, this.context.clock()],
    )
  }

  async #mark(assignments: string): Promise<void> {
    await this.client.query(
      `UPDATE ${jobsTable(this.workspace)} SET ${assignments} WHERE id = $1 AND state IN ('queued', 'running')`,
      [this.id, this.context.clock()],
    )
  }

  /** What is left is planned again with the next publish. */
  async #fail(): Promise<void> {
    const job = await readJob(this.client, this.workspace, this.id)
    if (job !== undefined) await forgetBuilding(this.client, this.workspace, job.input)
    await this.client.query(
      `UPDATE ${jobsTable(this.workspace)} SET state = 'failed', finished_at = $2, error = $3 WHERE id = $1 AND state = 'running'`,
      [this.id, this.context.clock(), JSON.stringify(makeFieldProblem('', 'internal'))],
    )
  }
}

const isPassing = (error: unknown): boolean => error instanceof StaleCatalog || passing.has(sqlState(error) ?? '')
