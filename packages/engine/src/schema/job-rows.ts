import { AppError } from '@tessera/metadata'
import type { FieldProblem, JobAnswer, JobState } from '@tessera/metadata'
import type { PoolClient } from 'pg'
import type { PhysicalName } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'
import { schemaOf } from '../storage/workspace-tables.js'
import { uuid7 } from '../storage/uuid7.js'
import { sideTableOf } from './side-table.js'
import type { QueuedPublish } from './ahead/queued-publish.js'
import type { PreparedChange } from './prepared-change.js'

/** Gives the records that a filter finds other values, page by page, as whoever ordered it. */
export interface AssignTask {
  readonly do: 'assign'
  readonly name: ''
  readonly objectId: string
  readonly filter: string
  readonly values: Readonly<Record<string, unknown>>
}

/** Loads pages of sample data that do not point to each other. */
export interface SampleTask {
  readonly do: 'sample'
  readonly name: ''
  readonly pages: readonly number[]
}

/** Puts the sample records of a template into the bin, or those of one job alone; `after` counts down. */
export interface UnsampleTask {
  readonly do: 'unsample'
  readonly name: ''
  readonly job?: string
}

/** What a job about sample data has to know. */
export interface SampleOrder {
  readonly template: string
  /** This template and those it stands on: their rows may be pointed to. */
  readonly templates: readonly string[]
  /** Ids of objects by the keys the templates have for them. */
  readonly objects: Readonly<Record<string, string>>
  /** Ids of people by what was asked. */
  readonly answers: Readonly<Record<string, string>>
  /** The day that relative dates count from. */
  readonly today: string
}

/** One piece of a job; `name` is the physical name it works on, so that a piece whose part is gone is skipped. */
export type JobTask =
  | { readonly do: 'index'; readonly name: string }
  /** Fills a shadow column; then comes `publish`. */
  | { readonly do: 'convert'; readonly name: string; readonly objectId: string; readonly fieldId: string }
  /** Builds a unique index ahead of the publish. */
  | { readonly do: 'unique'; readonly name: string; readonly part: PhysicalName }
  | { readonly do: 'publish'; readonly name: '' }
  | AssignTask
  | SampleTask
  | UnsampleTask
  | {
      readonly do: 'rollup' | 'autoNumber' | 'since' | 'search'
      readonly name: string
      readonly objectId: string
      readonly fieldId: string
    }

/** What a job has to do and how far it is: written with every batch, so that another process can go on. */
export interface JobInput {
  readonly tasks: readonly JobTask[]
  /** Index of the task at work. */
  readonly at: number
  /** Last record that is done within it. */
  readonly after?: string
  /** What is published when everything is converted. */
  readonly publish?: QueuedPublish
  /** By shadow column: the position whose writes it has not seen yet. */
  readonly since?: Readonly<Record<string, string>>
  /** Names of unique indexes that are known to `physical`. */
  readonly noted?: readonly string[]
  /** How often the columns had to be filled anew, because others changed the same field. */
  readonly restarts?: number
  /** Who ordered it, where it writes records. */
  readonly actor?: Actor
  readonly sample?: SampleOrder
  /** It has failed, and takes back what it did. */
  readonly failed?: FieldProblem
}

export interface JobRow {
  readonly id: string
  readonly kind: string
  readonly state: JobState
  readonly input: JobInput
  readonly done: string
  readonly total: string
  readonly started_at: Date | null
  readonly finished_at: Date | null
  readonly error: NonNullable<JobAnswer['error']> | null
  readonly result: unknown
}

/**
 * Writes the job of a publish, in its transaction; nothing when nothing is left to do. Indexes come before what reads them; those of
 * search tables are made of what has been filled in.
 */
export async function insertJob(client: PoolClient, prepared: PreparedChange, at: Date): Promise<string | undefined> {
  const { next, parts, later } = prepared
  const indexesOf = (search: boolean): JobTask[] =>
    parts.flatMap(({ part }): JobTask[] =>
      later.indexes.has(part.name) && (part.definition.on !== undefined) === search
        ? [{ do: 'index', name: part.name }]
        : [],
    )
  const fills = [...later.backfills].map(({ objectId, fieldId, kind }): JobTask => {
    const object = next.objects.get(objectId)
    const name = kind === 'search' ? sideTableOf(object, fieldId) : object?.fieldsById.get(fieldId)?.column
    return { do: kind, name: name ?? '', objectId, fieldId }
  })
  const tasks = [...indexesOf(false), ...fills, ...indexesOf(true)]
  if (tasks.length === 0) return undefined
  const total = [...later.backfills].reduce((sum, { rows }) => sum + rows, 0)
  const id = uuid7()
  const input: JobInput = { tasks, at: 0 }
  await client.query(
    `INSERT INTO ${qualified(next.workspace.schema, 'jobs')} (id, kind, state, input, total, created_at)
     VALUES ($1, 'publish', 'queued', $2, $3, $4)`,
    [id, JSON.stringify(input), total, at],
  )
  return id
}

/** Reads one job; undefined when there is none. */
export async function readJob(db: Queryable, workspace: string, id: string): Promise<JobRow | undefined> {
  const { rows } = await db.query<JobRow>(`SELECT * FROM ${jobsTable(workspace)} WHERE id = $1`, [id])
  return rows[0]
}

/** Ids of jobs that nobody has finished, oldest first. */
export async function openJobs(db: Queryable, workspace: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM ${jobsTable(workspace)} WHERE state IN ('queued', 'running') ORDER BY id`,
  )
  return rows.map(({ id }) => id)
}

/** Names of columns that are marked as recalculating although no job is on it any more. */
export async function unfinishedColumns(
  db: Queryable,
  workspace: string,
  physical: readonly PhysicalName[],
): Promise<string[]> {
  const marked = physical.filter(({ definition }) => definition.recalculating === true).map(({ name }) => name)
  if (marked.length === 0) return []
  const { rows } = await db.query<{ name: string }>(
    `SELECT task->>'name' AS name FROM ${jobsTable(workspace)}, jsonb_array_elements(input->'tasks') AS task
     WHERE state IN ('queued', 'running')`,
  )
  const atWork = new Set(rows.map(({ name }) => name))
  return marked.filter((name) => !atWork.has(name))
}

/**
 * Writes how far a job is, in the transaction of what it has just done. `rows` are added to what is done.
 * Errors: job.not_abortable, and with it nothing is written, when the job is no longer at work.
 */
export async function noteProgress(
  db: Queryable,
  workspace: string,
  id: string,
  { input, rows, result = null }: { readonly input: JobInput; readonly rows: number; readonly result?: unknown },
): Promise<void> {
  const { rowCount } = await db.query(
    `UPDATE ${jobsTable(workspace)} SET input = $2, done = done + $3, result = coalesce($4, result), heartbeat_at = now()
     WHERE id = $1 AND state = 'running'`,
    [id, JSON.stringify(input), rows, result === null ? null : JSON.stringify(result)],
  )
  if (rowCount === 0) throw new AppError('job.not_abortable', { state: 'aborted' })
}

/** Writes a new job. */
export async function insertQueued(
  db: Queryable,
  workspace: string,
  job: {
    readonly id: string
    readonly kind: string
    readonly input: JobInput
    readonly total: number
    readonly at: Date
  },
): Promise<void> {
  await db.query(
    `INSERT INTO ${jobsTable(workspace)} (id, kind, state, input, total, created_at) VALUES ($1, $2, 'queued', $3, $4, $5)`,
    [job.id, job.kind, JSON.stringify(job.input), job.total, job.at],
  )
}

/** The quoted name of the table of jobs. */
export const jobsTable = (workspace: string): string => qualified(schemaOf(workspace), 'jobs')

/** A job as the API shows it. */
export function toJobAnswer(job: JobRow): JobAnswer {
  return {
    id: job.id,
    kind: job.kind,
    state: job.state,
    done: Number(job.done),
    total: Number(job.total),
    startedAt: job.started_at?.toISOString() ?? null,
    finishedAt: job.finished_at?.toISOString() ?? null,
    ...(job.error === null ? {} : { error: job.error }),
    ...(job.result === null ? {} : { result: job.result }),
  }
}
