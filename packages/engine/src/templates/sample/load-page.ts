import { AppError } from '@tessera/metadata'
import type { FieldProblem, Localized } from '@tessera/metadata'
import { quietWriter } from '../../access/quiet-writer.js'
import type { CatalogObject } from '../../catalog/catalog.js'
import type { Records } from '../../contract.js'
import type { EngineContext } from '../../engine-context.js'
import { failpoint } from '../../storage/failpoint.js'
import { noteProgress } from '../../schema/job-rows.js'
import type { JobInput, JobRow, SampleOrder, SampleTask } from '../../schema/job-rows.js'
import { qualified } from '../../storage/identifiers.js'
import type { Queryable } from '../../storage/statement.js'
import type { SamplePage } from './sample-pages.js'
import { namesIn, sampleValue } from './sample-values.js'
import type { SampleWorld } from './sample-values.js'

export interface SampleTools {
  readonly context: EngineContext
  readonly records: Records
  readonly workspace: string
}

/** So many batches are written side by side: while PostgreSQL writes one, this process works out the other. */
const sideBySide = 2

/**
 * Writes the pages of one round. What was written before this process was cut off is not written again.
 * Errors: 422 template.sample_row with object, line and column of the first row that is refused.
 */
export async function loadSamplePages(tools: SampleTools, job: JobRow, task: SampleTask): Promise<void> {
  const open = [...task.pages]
  const work = async (): Promise<void> => {
    for (let page = open.shift(); page !== undefined; page = open.shift()) await loadPage(tools, job, page)
  }
  const done = await Promise.allSettled(Array.from({ length: sideBySide }, () => work().catch(stopOthers)))
  for (const one of done) if (one.status === 'rejected') throw one.reason
  const input: JobInput = { ...job.input, at: job.input.at + 1 }
  await noteProgress(tools.context.pool, tools.workspace, job.id, { input, rows: 0 })

  function stopOthers(error: unknown): never {
    open.length = 0
    throw error
  }
}

/**
 * Writes one page of sample records as an ordinary batch of whoever installed, and notes in the same transaction which they are and how
 * far the job is.
 */
async function loadPage({ context, records, workspace }: SampleTools, job: JobRow, number: number): Promise<void> {
  const { actor, sample } = job.input
  if (actor === undefined || sample === undefined) throw new Error('a job that loads sample data names nobody')
  const catalog = await context.catalogs.refresh(workspace)
  const { schema } = catalog.workspace
  const { input } = job
  const page = await readPage(context.pool, schema, job.id, number)
  if (page === undefined) return
  const object = catalog.objects.get(page.objectId)
  if (object === undefined) return
  const rows = await namedRows(context.pool, schema, sample, page)
  const names = new Map([...rows].map(([key, known]) => [key, new Set(known.keys())]))
  const create = valuesOf({ catalog, order: sample, me: actor.id, rows, names }, object, page)
  try {
    await records.batch(
      quietWriter(actor),
      object.key,
      { create },
      {
        alongside: async (client, ids) => {
          await client.query(
            `INSERT INTO ${qualified(schema, 'sample_records')} (template, job_id, object_id, record_id, name)
             SELECT $1, $2, $3, record, name FROM unnest($4::uuid[], $5::text[]) AS r (record, name)`,
            [sample.template, job.id, object.id, ids, page.rows.map(({ name }) => name ?? null)],
          )
          await client.query(`DELETE FROM ${qualified(schema, 'sample_pages')} WHERE job_id = $1 AND page = $2`, [
            job.id,
            number,
          ])
          await noteProgress(client, workspace, job.id, { input, rows: page.rows.length })
        },
      },
    )
  } catch (error) {
    throw refusedRow(error, object, page) ?? error
  }
  await failpoint('sample.page')
}

async function readPage(db: Queryable, schema: string, job: string, page: number): Promise<SamplePage | undefined> {
  const { rows } = await db.query<{ body: SamplePage }>(
    `SELECT body FROM ${qualified(schema, 'sample_pages')} WHERE job_id = $1 AND page = $2`,
    [job, page],
  )
  return rows[0]?.body
}

/** Ids of the rows that a page may point to, by object and name. */
async function namedRows(
  db: Queryable,
  schema: string,
  { templates, objects }: SampleOrder,
  { rows: wanted, columns }: SamplePage,
): Promise<SampleWorld['rows']> {
  const names = new Set(wanted.flatMap(({ cells }) => columns.flatMap(({ at }) => namesIn(cells[at] ?? ''))))
  const { rows } = await db.query<{ object: string; name: string; record: string }>(
    `SELECT object_id AS object, name, record_id AS record FROM ${qualified(schema, 'sample_records')}
     WHERE template = ANY($1) AND name = ANY($2) ORDER BY n`,
    [templates, [...names]],
  )
  const keys = new Map(Object.entries(objects).map(([key, id]) => [id, key]))
  const known = new Map<string, Map<string, string>>()
  for (const { object, name, record } of rows) {
    const key = keys.get(object) ?? object
    known.set(key, (known.get(key) ?? new Map<string, string>()).set(name, record))
  }
  return known
}

function valuesOf(world: SampleWorld, object: CatalogObject, page: SamplePage): Record<string, unknown>[] {
  const fields = page.columns.flatMap((column) => {
    const field = object.fieldsById.get(column.fieldId)
    return field === undefined ? [] : [{ ...column, field }]
  })
  return page.rows.map(({ cells, line }) => {
    const values: Record<string, unknown> = {}
    for (const { field, key, at } of fields) {
      const read = sampleValue(world, field, cells[at] ?? '')
      if ('problem' in read) throw rowError(object.label, line, key, read.problem.message)
      if (read.value !== undefined) values[field.key] = read.value
    }
    return values
  })
}

/** The refusal of a batch as one of its first bad row; undefined where nothing is said of a row. */
function refusedRow(error: unknown, object: CatalogObject, page: SamplePage): AppError | undefined {
  if (!(error instanceof AppError) || error.status >= 500) return undefined
  const [first] = error.errors ?? []
  if (first === undefined) return undefined
  const [, index, field = ''] = /^create\/(\d+)(?:\/([^/]+))?/.exec(first.path) ?? []
  const row = index === undefined ? undefined : page.rows[Number(index)]
  const id = object.fieldsByKey.get(field)?.id
  const key = page.columns.find(({ fieldId }) => fieldId === id)?.key ?? field
  // A rule of a parent names no row of the page: its first one stands for it.
  return rowError(object.label, row?.line ?? page.rows[0]?.line ?? 1, key, first.message)
}

const rowError = (object: Localized, line: number, column: string, reason: Localized): AppError =>
  new AppError('template.sample_row', { object, line, column, reason })

/** What a job has to do when its sample data was refused: it takes back what it has loaded. Undefined for other jobs. */
export function takenBack({ id, input }: JobRow, failed: FieldProblem): JobInput | undefined {
  if (input.sample === undefined || input.failed !== undefined || input.tasks[0]?.do !== 'sample') return undefined
  return { ...input, tasks: [{ do: 'unsample', name: '', job: id }], at: 0, failed }
}
