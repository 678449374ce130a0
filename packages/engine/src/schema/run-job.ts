import { AppError, makeFieldProblem } from '@tessera/metadata'
import type { FieldProblem } from '@tessera/metadata'
import type { PoolClient } from 'pg'
import { systemActor } from '../access/actor.js'
import { StaleCatalog } from '../catalog/catalog-cache.js'
import { likenessPart } from '../catalog/likeness-part.js'
import type { Records } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { assignPage } from '../hand-over/assign-page.js'
import { runtimeValues } from '../engine-context.js'
import { failpoint } from '../storage/failpoint.js'
import { qualified } from '../storage/identifiers.js'
import { inTransaction, sqlState } from '../storage/transaction.js'
import { schemaOf } from '../storage/workspace-tables.js'
import { loadSamplePages, takenBack } from '../templates/sample/load-page.js'
import { removeSamplePage } from '../templates/sample/remove-page.js'
import { PrepareAhead } from './ahead/prepare-ahead.js'
import type { AheadStep } from './ahead/prepare-ahead.js'
import { publishQueued } from './ahead/publish-queued.js'
import { dropShadows } from './ahead/shadow-columns.js'
import { fillAutoNumbers } from './fill-auto-numbers.js'
import { fillRollups } from './fill-rollups.js'
import { fillLikeness } from './fill-likeness.js'
import { fillSearch } from './fill-search.js'
import { fillSince } from './fill-since.js'
import { jobsTable, noteProgress, readJob } from './job-rows.js'
import type { JobInput, JobRow, JobTask } from './job-rows.js'
import type { JobRunner } from './jobs.js'
import type { PlanMemory } from './plan-memory.js'
import { ShadowOutdated } from './publish.js'
import { sideTableOf } from './side-table.js'
import { forgetBuilding, runIndexTask } from './run-index-task.js'

/** Records per transaction: about 60 ms, so that writers who wait for one of them hardly notice. */
const batchSize = 2_000
const tries = 10
const pauseMs = 200
/** So many records are converted once more while their writers wait. */
const writtenInTransaction = 500
/** How often a conversion starts anew because others changed its field. */
const longestRestarts = 3

/** lock_not_available, deadlock_detected, serialization_failure: try the batch again */
const passing = new Set(['55P03', '40P01', '40001'])

/** What a job works with. */
export interface JobTools {
  readonly context: EngineContext
  readonly memory: PlanMemory
  readonly jobs: Pick<JobRunner, 'start'>
  /** For jobs that write records as people do. */
  readonly records: Records
}

/** Works on a job until it is finished, aborted, or `isStopping`. Does nothing when another process works on it. */
export async function runJob(tools: JobTools, workspace: string, id: string, isStopping: () => boolean): Promise<void> {
  const client = await tools.context.pool.connect()
  let isUsed = false
  try {
    // A lock of the session: when this process dies, the server frees it and the next one goes on at once.
    const lock = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine', [
      `job ${id}`,
    ])
    if (lock.rows[0]?.mine !== true) return
    isUsed = true
    await client.query(`SET statement_timeout = 0; SET lock_timeout = '5s'`)
    await new JobWork(tools, workspace, id, client).run(isStopping)
  } finally {
    // Session settings and locks go with the connection.
    client.release(isUsed)
  }
}

class JobWork {
  private readonly context: EngineContext
  private readonly ahead: PrepareAhead

  constructor(
    private readonly tools: JobTools,
    private readonly workspace: string,
    private readonly id: string,
    private readonly client: PoolClient,
  ) {
    this.context = tools.context
    this.ahead = new PrepareAhead(tools.context, tools.memory, workspace, client)
  }

  async run(isStopping: () => boolean): Promise<void> {
    await this.#mark(`state = 'running', started_at = coalesce(started_at, $2)`)
    try {
      for (let failures = 0; !isStopping();) {
        const job = await readJob(this.client, this.workspace, this.id)
        if (job === undefined || job.state !== 'running') return
        const task = job.input.tasks[job.input.at]
        if (task === undefined) {
          if (job.input.failed === undefined) await this.#mark(`state = 'done', finished_at = $2`)
          else await this.#fail(job.input.failed)
          return
        }
        try {
          await this.#step(job, task)
          failures = 0
        } catch (error) {
          failures += 1
          if (failures === triesOf(task) || !isPassing(error)) {
            const back = takenBack(job, problemOf(error))
            if (back === undefined) throw error
            this.#log(error)
            await noteProgress(this.client, this.workspace, this.id, { input: back, rows: 0 })
            failures = 0
          }
          await new Promise((resolve) => setTimeout(resolve, pauseMs))
        }
        await failpoint('job.step')
      }
    } catch (error) {
      // Aborted meanwhile: what it worked on is gone.
      if ((await readJob(this.client, this.workspace, this.id))?.state !== 'running') return
      this.#log(error)
      await this.#fail(problemOf(error))
    }
  }

  #log(error: unknown): void {
    const about = { error, workspace: this.workspace, job: this.id }
    if (error instanceof AppError) this.context.log.info(about, 'a job was refused')
    else this.context.log.error(about, 'a job failed')
  }

  async #step(job: JobRow, task: JobTask): Promise<void> {
    if (task.do === 'index') {
      await runIndexTask(this.client, this.workspace, task.name)
      await this.#progress({ tasks: job.input.tasks, at: job.input.at + 1 }, 0)
      return
    }
    if (task.do === 'unique') return this.#unique(job, task)
    if (task.do === 'publish') return this.#publish(job)
    if (task.do === 'assign') return assignPage({ ...this.tools, workspace: this.workspace }, job, task)
    if (task.do === 'sample') return loadSamplePages({ ...this.tools, workspace: this.workspace }, job, task)
    if (task.do === 'unsample') return removeSamplePage({ ...this.tools, workspace: this.workspace }, job, task)
    if (task.do === 'convert') {
      await this.#keeping(() => this.ahead.convert(job, task))
      return
    }
    const catalog = await this.context.catalogs.refresh(this.workspace)
    const object = catalog.objects.get(task.objectId)
    const name = task.do === 'search' ? sideTableOf(object, task.fieldId) : object?.fieldsById.get(task.fieldId)?.column
    const next: JobInput = { tasks: job.input.tasks, at: job.input.at + 1 }
    if (name !== task.name) return this.#progress(next, 0)
    await this.#keeping(async () => {
      const { isLast, cursor, rows } = await this.#fill(job, task, catalog)
      if (isLast) await this.#clearMark(task.name)
      const { after: _done, ...input } = job.input
      return { input: isLast ? next : { ...input, ...cursor }, rows }
    })
  }

  /** Builds a unique index beside the writers; what it finds twice ends the job. */
  async #unique(job: JobRow, task: Extract<JobTask, { do: 'unique' }>): Promise<void> {
    if (job.input.noted?.includes(task.name) !== true) {
      await this.#keeping(() => this.ahead.note(job, task))
      return
    }
    try {
      await runIndexTask(this.client, this.workspace, task.name)
    } catch (error) {
      throw sqlState(error) === '23505' ? new AppError('unique.found').with({ cause: error }) : error
    }
    this.tools.memory.forget(this.workspace)
    await this.#progress({ ...job.input, at: job.input.at + 1 }, 0)
  }

  /** Publishes once hardly anything is left that was written since. */
  async #publish(job: JobRow): Promise<void> {
    const { publish: queued, restarts = 0 } = job.input
    if (queued === undefined) throw new Error('there is nothing to publish')
    const { rows } = await this.#keeping(() => this.ahead.catchUp(job), false)
    if (rows > writtenInTransaction) return
    try {
      await publishQueued(this.tools, this.id, queued)
      await this.#endWithoutChange(job)
    } catch (error) {
      if (!(error instanceof ShadowOutdated) || restarts === longestRestarts) throw error
      await this.#keeping(async () => {
        await dropShadows(this.client, this.workspace, this.id)
        const input: JobInput = { tasks: job.input.tasks, at: 0, publish: queued, restarts: restarts + 1 }
        return { input, rows: 0 }
      })
      this.tools.memory.forget(this.workspace)
    }
  }

  /** Others have published the same already: nothing was left to do, and nobody has ended the job. */
  async #endWithoutChange({ input }: JobRow): Promise<void> {
    if ((await readJob(this.client, this.workspace, this.id))?.state !== 'running') return
    await this.#keeping(async () => {
      await dropShadows(this.client, this.workspace, this.id)
      return { input: { ...input, at: input.at + 1 }, rows: 0 }
    })
    this.tools.memory.forget(this.workspace)
  }

  /** Runs a step in a transaction, and writes into the same how far the job is. */
  async #keeping(step: () => Promise<AheadStep>, counts = true): Promise<AheadStep> {
    await this.client.query('BEGIN')
    try {
      const done = await step()
      await this.#progress(done.input, counts ? done.rows : 0)
      await this.client.query('COMMIT')
      return done
    } catch (error) {
      await this.client.query('ROLLBACK')
      throw error
    }
  }

  async #fill(
    job: JobRow,
    task: Extract<JobTask, { do: 'rollup' | 'autoNumber' | 'since' | 'search' }>,
    catalog: Parameters<typeof fillAutoNumbers>[1],
  ): Promise<{ rows: number; isLast: boolean; cursor: { after?: string } }> {
    if (task.do === 'autoNumber') {
      const { after } = job.input
      const { rows, last } = await fillAutoNumbers(this.client, catalog, task, { after, limit: batchSize })
      // Once more from the beginning, to see that none was passed over.
      const goesOn = rows === batchSize && last !== undefined
      return { rows, isLast: rows === 0 && after === undefined, cursor: goesOn ? { after: last } : {} }
    }
    const runtime = runtimeValues(this.context, catalog, systemActor(this.workspace, 'recalculate'))
    const batch = { after: job.input.after, limit: batchSize }
    const { last, rows } =
      task.do === 'search'
        ? await (task.fieldId === likenessPart ? fillLikeness : fillSearch)(this.client, catalog, task, batch)
        : task.do === 'since'
          ? await fillSince(this.client, catalog, task, batch)
          : await fillRollups({ db: this.client, catalog, runtime }, task, batch)
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

  /** What is left is planned again with the next publish; what was converted ahead of one that fails goes. */
  async #fail(problem: FieldProblem): Promise<void> {
    await inTransaction(this.context.pool, async (client) => {
      const { rows } = await client.query<{ input: JobInput }>(
        `UPDATE ${jobsTable(this.workspace)} SET state = 'failed', finished_at = $2, error = $3
         WHERE id = $1 AND state = 'running' RETURNING input`,
        [this.id, this.context.clock(), JSON.stringify(problem)],
      )
      for (const { input } of rows) await forgetBuilding(client, this.workspace, input)
      await dropShadows(client, this.workspace, this.id)
    })
    this.tools.memory.forget(this.workspace)
  }
}

/** Many tries for a table that is in use: they are short, and a long report must not make the whole conversion fail. */
const triesOf = (task: JobTask): number => (task.do === 'convert' ? 300 : tries)

function problemOf(error: unknown): FieldProblem {
  const { code, details } = error instanceof AppError ? error : { code: 'internal' as const, details: {} }
  return makeFieldProblem('', code, details as never)
}

const isPassing = (error: unknown): boolean =>
  error instanceof StaleCatalog ||
  passing.has(sqlState(error) ?? '') ||
  (error instanceof AppError && error.code === 'schema.busy')
