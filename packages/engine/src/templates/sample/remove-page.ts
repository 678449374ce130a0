import type { FieldProblem } from '@tessera/metadata'
import { quietWriter } from '../../access/quiet-writer.js'
import { noteProgress } from '../../schema/job-rows.js'
import type { JobInput, JobRow, UnsampleTask } from '../../schema/job-rows.js'
import { qualified } from '../../storage/identifiers.js'
import type { Queryable } from '../../storage/statement.js'
import type { SampleTools } from './load-page.js'

const pageSize = 500
/** So many refused records are named; the rest is counted. */
const mostProblems = 20

/** Result of a job that removes sample records. */
interface Removed {
  readonly removed: number
  /** Held by something else, they stay; so do their notes. */
  readonly refused: number
  readonly problems: readonly FieldProblem[]
}

interface Noted {
  readonly n: string
  readonly object: string
  readonly record: string
}

/**
 * Puts one page of sample records into the bin, the newest first, so that whatever points to something goes before it. Records of objects
 * that are not there stay noted: they come back with their object.
 */
export async function removeSamplePage(
  { context, records, workspace }: SampleTools,
  job: JobRow,
  task: UnsampleTask,
): Promise<void> {
  const { actor, sample } = job.input
  if (actor === undefined || sample === undefined) throw new Error('a job that removes sample data names nobody')
  const catalog = await context.catalogs.refresh(workspace)
  const { schema } = catalog.workspace
  const page = await readPage(context.pool, schema, { template: sample.template, task, before: job.input.after })
  const last = page.at(-1)
  if (last === undefined) {
    if (task.job !== undefined)
      await context.pool.query(`DELETE FROM ${qualified(schema, 'sample_pages')} WHERE job_id = $1`, [task.job])
    const { after: _done, ...rest } = job.input
    return noteProgress(context.pool, workspace, job.id, { input: { ...rest, at: job.input.at + 1 }, rows: 0 })
  }
  const input: JobInput = { ...job.input, after: last.n }
  // What a failed job takes back is no progress.
  const counted = input.failed === undefined ? page.length : 0
  const object = catalog.objects.get(last.object)
  if (object === undefined) return noteProgress(context.pool, workspace, job.id, { input, rows: 0 })
  const ids = page.map(({ record }) => record)
  const { rows: alive } = await context.pool.query<{ id: string }>(
    `SELECT id FROM ${object.table} WHERE id = ANY($1) AND deleted_at IS NULL`,
    [ids],
  )
  const before = (job.result ?? { removed: 0, refused: 0, problems: [] }) as Removed
  const order = ids.filter((id) => alive.some((each) => each.id === id))
  const forget = async (db: Queryable, gone: readonly string[], result: Removed): Promise<void> => {
    await db.query(`DELETE FROM ${qualified(schema, 'sample_records')} WHERE object_id = $1 AND record_id = ANY($2)`, [
      object.id,
      gone,
    ])
    await noteProgress(db, workspace, job.id, { input, rows: counted, result })
  }
  const inBin = ids.filter((id) => !order.includes(id))
  if (order.length === 0) return forget(context.pool, inBin, before)
  const answer = await records.batch(
    quietWriter(actor),
    object.key,
    { delete: order },
    {
      partial: true,
      alongside: async (client, removed) => {
        const refused = before.refused + order.length - removed.length
        await forget(client, [...removed, ...inBin], { ...before, removed: before.removed + removed.length, refused })
      },
    },
  )
  if (!('results' in answer) || answer.failed === 0) return
  const problems = answer.results.flatMap((each) => (each.ok ? [] : (each.errors?.slice(0, 1) ?? [])))
  const result: Removed = {
    removed: before.removed + answer.ok,
    refused: before.refused + answer.failed,
    problems: [...before.problems, ...problems].slice(0, mostProblems),
  }
  await noteProgress(context.pool, workspace, job.id, { input, rows: 0, result })
}

/** Notes of one object, newest first: up to a page, as far as they stand together. */
async function readPage(
  db: Queryable,
  schema: string,
  {
    template,
    task,
    before,
  }: { readonly template: string; readonly task: UnsampleTask; readonly before: string | undefined },
): Promise<readonly Noted[]> {
  const { rows } = await db.query<Noted>(
    `SELECT n, object_id AS object, record_id AS record FROM ${qualified(schema, 'sample_records')}
     WHERE template = $1 AND ($2::uuid IS NULL OR job_id = $2) AND ($3::bigint IS NULL OR n < $3)
     ORDER BY n DESC LIMIT ${pageSize}`,
    [template, task.job ?? null, before ?? null],
  )
  const end = rows.findIndex(({ object }) => object !== rows[0]?.object)
  return end === -1 ? rows : rows.slice(0, end)
}
