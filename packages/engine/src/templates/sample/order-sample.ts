import { AppError, readSampleTable } from '@tessera/metadata'
import type { FieldProblem, SampleTable, StoredDocument, TemplateManifest, TemplatePackage } from '@tessera/metadata'
import type { PoolClient } from 'pg'
import { noteAudit, whoOf } from '../../audit/note-audit.js'
import type { Catalog } from '../../catalog/catalog.js'
import type { Actor, Origin } from '../../contract.js'
import { dayIn } from '../../engine-context.js'
import type { EngineContext } from '../../engine-context.js'
import { insertQueued, jobsTable } from '../../schema/job-rows.js'
import type { JobInput, SampleOrder } from '../../schema/job-rows.js'
import { qualified } from '../../storage/identifiers.js'
import type { Queryable } from '../../storage/statement.js'
import { isUuid, uuid7 } from '../../storage/uuid7.js'
import { membersOf } from '../parts.js'
import type { InstalledMap } from '../proposal.js'
import { installedTemplates } from '../template-rows.js'
import { sampleRounds } from './sample-pages.js'
import type { OrderedTable, SamplePage } from './sample-pages.js'
import { objectsOf } from './sample-values.js'

export interface SampleRequest {
  readonly actor: Actor
  readonly origin: Origin | undefined
  readonly package: TemplatePackage
  readonly answers: Readonly<Record<string, string>>
}

/**
 * Writes the job that loads the sample data of a template, with the data, in the transaction in which the template is installed (or is
 * there already). Undefined when there is none.
 * Errors: 422 template.invalid, 422 template.unknown_person, 409 template.sample_at_work.
 */
export async function orderSample(
  context: EngineContext,
  client: PoolClient,
  catalog: Catalog,
  { actor, origin, package: { manifest, data }, answers }: SampleRequest,
): Promise<string | undefined> {
  if (data.length === 0) return undefined
  const { schema, key: workspace, timeZone } = catalog.workspace
  await refuseAtWork(client, workspace, manifest.key)
  await checkPeople(client, catalog, manifest, answers)
  const installed = await installedTemplates(client, schema, catalog.revision)
  const templates = withNeeds(manifest.key, installed)
  const known = knownDocuments(templates, installed)
  const objects: Record<string, string> = {}
  for (const { kind, key, id } of known) if (kind === 'object') objects[key] ??= id
  for (const object of catalog.objects.values()) if (object.system) objects[object.key] ??= object.id
  const rounds = sampleRounds(readTables(data, catalog, known, objects))
  const pages = rounds.flat()
  const total = pages.reduce((sum, { rows }) => sum + rows.length, 0)
  if (total === 0) return undefined
  const id = uuid7()
  const sample: SampleOrder = {
    template: manifest.key,
    templates,
    objects,
    answers,
    today: dayIn(timeZone, context.clock()),
  }
  const numbers = new Map(pages.map((page, number) => [page, number]))
  const tasks = rounds.map((round) => ({
    do: 'sample' as const,
    name: '' as const,
    pages: round.map((page) => numbers.get(page) ?? 0),
  }))
  const input: JobInput = { tasks, at: 0, actor, sample }
  await insertQueued(client, workspace, { id, kind: 'sample', input, total, at: context.clock() })
  await insertPages(client, schema, id, pages)
  const details = { name: manifest.key, count: total }
  await noteAudit(context, client, whoOf(actor, origin), { action: 'template.sampleLoaded', details })
  return id
}

/** Errors: 409 template.sample_at_work while another job loads or removes sample data of the template. */
export async function refuseAtWork(db: Queryable, workspace: string, template: string): Promise<void> {
  const { rowCount } = await db.query(
    `SELECT 1 FROM ${jobsTable(workspace)}
     WHERE state IN ('queued', 'running') AND input->'sample'->>'template' = $1 LIMIT 1`,
    [template],
  )
  if (rowCount !== 0) throw new AppError('template.sample_at_work')
}

async function checkPeople(
  db: Queryable,
  catalog: Catalog,
  { asks = [] }: TemplateManifest,
  answers: SampleRequest['answers'],
): Promise<void> {
  for (const { key, label } of asks) {
    const person = answers[key]
    if (person === undefined) continue
    const table = catalog.objects.get(catalog.userObject)?.table ?? ''
    const sql = `SELECT 1 FROM ${table} WHERE id = $1 AND deleted_at IS NULL`
    const isThere = isUuid(person) && (await db.query(sql, [person])).rowCount !== 0
    if (!isThere) throw new AppError('template.unknown_person', { label })
  }
}

/** The template and those it stands on. */
function withNeeds(key: string, installed: InstalledMap): readonly string[] {
  const all = new Set<string>()
  const add = (name: string): void => {
    if (all.has(name)) return
    all.add(name)
    for (const need of installed.get(name)?.installed.needs ?? []) add(need.key)
  }
  add(key)
  return [...all]
}

/** Their documents as they were installed, those of the template first: keys are the template's own. */
const knownDocuments = (templates: readonly string[], installed: InstalledMap): readonly StoredDocument[] =>
  templates.flatMap((key) => installed.get(key)?.installed.base ?? [])

function readTables(
  data: readonly SampleTable[],
  catalog: Catalog,
  known: readonly StoredDocument[],
  objects: Readonly<Record<string, string>>,
): readonly OrderedTable[] {
  const problems: FieldProblem[] = []
  const keys = new Map(Object.entries(objects).map(([key, id]) => [id, key]))
  const tables = data.flatMap((table, index): OrderedTable[] => {
    const read = readSampleTable(table)
    problems.push(...read.problems.map((problem) => ({ ...problem, path: `/data/${index}${problem.path}` })))
    const object = catalog.objects.get(objects[table.object] ?? '')
    // An object or a field that the customer has taken away has no sample data either.
    if (object === undefined) return []
    const forms = known.filter(({ id }) => id === object.id)
    const found = read.columns.map((key) => {
      const own = forms.flatMap((form) => membersOf(form, 'fields')).find((field) => field.key === key)
      return own === undefined ? object.fieldsByKey.get(key) : object.fieldsById.get(String(own.id))
    })
    const fields = found.flatMap((field, at) =>
      field === undefined ? [] : [{ fieldId: field.id, key: read.columns[at] ?? '', at }],
    )
    const targets = found.map((field) =>
      field === undefined ? [] : objectsOf(field).flatMap((id) => keys.get(id) ?? []),
    )
    return [{ ...read, object: table.object, objectId: object.id, fields, targets }]
  })
  if (problems.length > 0) throw new AppError('template.invalid', { count: problems.length }).with({ errors: problems })
  return tables
}

async function insertPages(
  client: PoolClient,
  schema: string,
  job: string,
  pages: readonly SamplePage[],
): Promise<void> {
  for (const [page, body] of pages.entries()) {
    await client.query(`INSERT INTO ${qualified(schema, 'sample_pages')} (job_id, page, body) VALUES ($1, $2, $3)`, [
      job,
      page,
      JSON.stringify(body),
    ])
  }
}
