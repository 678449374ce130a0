import { isAppError } from '@tessera/metadata'
import type { FieldProblem } from '@tessera/metadata'
import { peopleKeeper } from '../access/people-keeper.js'
import type { CatalogObject } from '../catalog/catalog.js'
import type { Actor, AssignResult, Records } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { jobsTable, noteProgress, type AssignTask, type JobInput, type JobRow } from '../schema/job-rows.js'

const pageSize = 500
/** So many refused records are named; the rest is counted. */
const mostProblems = 20

interface Found {
  readonly id: string
  readonly title: string | null
}

/**
 * Gives one page of records their new value, as an ordinary change of the person who ordered it, and writes into the same transaction
 * how far the job is. Records that are refused stay as they are; the result of the job names them.
 */
export async function assignPage(
  { context, records, workspace }: { context: EngineContext; records: Records; workspace: string },
  job: JobRow,
  task: AssignTask,
): Promise<void> {
  const { actor } = job.input
  if (actor === undefined) throw new Error('a job that writes records names nobody')
  const keeper = peopleKeeper(actor)
  const catalog = await context.catalogs.refresh(workspace)
  const object = catalog.objects.get(task.objectId)
  const next: JobInput = { tasks: job.input.tasks, at: job.input.at + 1, actor }
  const before = (job.result ?? { handedOver: 0, refused: 0, problems: [] }) as AssignResult
  if (object === undefined)
    return noteProgress(context.pool, workspace, job.id, { input: next, rows: 0, result: before })
  const page = await readPage(records, keeper, object, { task, after: job.input.after })
  const input: JobInput = page.next === null ? next : { ...job.input, after: page.next }
  if (page.found.length === 0) return noteProgress(context.pool, workspace, job.id, { input, rows: 0, result: before })
  let result = before
  const answer = await records.batch(
    keeper,
    object.key,
    { update: page.found.map(({ id }) => ({ id, ...task.values })) },
    {
      partial: true,
      alongside: async (client, ids) => {
        const refused = before.refused + page.found.length - ids.length
        result = { ...before, handedOver: before.handedOver + ids.length, refused }
        await noteProgress(client, workspace, job.id, { input, rows: page.found.length, result })
      },
    },
  )
  if (!('results' in answer) || answer.failed === 0) return
  const problems = answer.results.flatMap((each) =>
    each.ok
      ? []
      : [{ object: object.key, ...(page.found[each.index] as Found), problem: each.errors?.[0] as FieldProblem }],
  )
  const named = { ...result, problems: [...result.problems, ...problems].slice(0, mostProblems) }
  await context.pool.query(`UPDATE ${jobsTable(workspace)} SET result = $2 WHERE id = $1`, [
    job.id,
    JSON.stringify(named),
  ])
}

async function readPage(
  records: Records,
  actor: Actor,
  object: CatalogObject,
  { task, after }: { task: AssignTask; after: string | undefined },
): Promise<{ found: readonly Found[]; next: string | null }> {
  const title = object.titleField.key
  const query = { fields: ['id', title], filter: task.filter, sort: ['id'], limit: pageSize }
  try {
    const page = await records.query(actor, object.key, after === undefined ? query : { ...query, after })
    const rows = JSON.parse(page.recordsJson) as Readonly<Record<string, unknown>>[]
    const found = rows.map((row) => ({ id: String(row['id']), title: textOf(row[title]) }))
    return { found, next: page.next }
  } catch (error) {
    // Documents were published meanwhile: from the beginning, where only those are left that were refused.
    if (after !== undefined && isAppError(error, 'request.bad_cursor'))
      return readPage(records, actor, object, { task, after: undefined })
    throw error
  }
}

/** A title that is a text or a number. */
const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null
