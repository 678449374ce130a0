import type { SqlFragment } from '@tessera/formula'
import { makeFieldProblem } from '@tessera/metadata'
import type { FieldProblem } from '@tessera/metadata'
import { authorId } from '../access/actor.js'
import type { AutomationPort } from '../automation-contract.js'
import { StaleCatalog } from '../catalog/catalog-cache.js'
import type { Catalog } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import type { WriteSession } from '../records/write-session.js'
import { qualified } from '../storage/identifiers.js'
import { firstUuid7 } from '../storage/uuid7.js'
import { execute, join, raw, slot, toNamedStatement } from '../storage/statement.js'
import type { Slots, Statement } from '../storage/statement.js'
import type { NewRun } from './pending-runs.js'

/** Runs that start each other: this deep and no deeper. */
export const deepestRun = 8

/** Runs of one workflow on one record within a minute. */
export const runsPerMinute = 20

const bind = (name: string, cast: string): SqlFragment => raw(`?::${cast}`, [slot(name)])

/**
 * CTE `started`: inserts runs from the slot `runs`, each at the revision that published its workflow. A run that is too deep, or
 * one too many within a minute on a record that is changed again and again, is inserted as `limited`: visible, and over. New
 * records have no runs, so nothing is counted for them.
 *
 * @param source what must be there for a run to be inserted: `written AS w` of a writing statement, or `guard`
 */
export function startedSql(schema: string, source: 'written' | 'guard'): SqlFragment {
  const runs = qualified(schema, 'runs')
  // Ids begin with their time. OFFSET 0 keeps the planner from walking through all runs of the workflow instead.
  const recent = join([
    `SELECT count(*) FROM (SELECT p.workflow_id, p.started_at FROM ${runs} AS p WHERE p.record_id = r.record AND p.id > `,
    bind('sinceId', 'uuid'),
    ' OFFSET 0) AS p WHERE p.workflow_id = r.workflow AND p.started_at > ',
    bind('at', 'timestamptz'),
    " - interval '1 minute'",
  ])
  return join([
    `started AS (INSERT INTO ${runs} (id, workflow_id, version, object_id, record_id, record_version, state, due_at, depth, ` +
      'cause, by_id, started_at, finished_at, before, after, error) SELECT r.id, r.workflow, d.revision, r.object, r.record, ' +
      "r.version, CASE WHEN s.error IS NULL THEN 'waiting' ELSE 'limited' END, CASE WHEN s.error IS NULL THEN now() END, ",
    bind('depth', 'integer'),
    ', ',
    bind('cause', 'uuid'),
    ', ',
    bind('runBy', 'uuid'),
    ', ',
    bind('at', 'timestamptz'),
    ', CASE WHEN s.error IS NOT NULL THEN ',
    bind('at', 'timestamptz'),
    ' END, r.before, r.after, s.error FROM jsonb_to_recordset(',
    bind('runs', 'jsonb'),
    ') AS r(id uuid, workflow text, object text, record uuid, version integer, before jsonb, after jsonb) JOIN ',
    qualified(schema, 'document_versions'),
    ' AS d ON d.document_id = r.workflow AND d.until IS NULL ',
    source === 'written' ? 'JOIN written AS w ON w.id = r.record' : 'CROSS JOIN guard',
    ' CROSS JOIN LATERAL (SELECT CASE WHEN ',
    bind('depth', 'integer'),
    ` > ${deepestRun} THEN `,
    bind('tooDeep', 'jsonb'),
    ' WHEN r.before IS NOT NULL AND (',
    recent,
    `) >= ${runsPerMinute} THEN `,
    bind('tooOften', 'jsonb'),
    ' END AS error) AS s RETURNING id, state)',
  ])
}

/** Select list about the CTE `started`: ids of the runs that wait, and the queue's job, asked for once if there are any. */
export function startedColumns(workspace: string, automation: AutomationPort | undefined): string {
  const waiting = "FROM started WHERE state = 'waiting'"
  const wake = automation?.wakeSql(workspace).replaceAll('?', '\\?')
  return (
    `(SELECT coalesce(json_agg(id), '[]') ${waiting}) AS started` +
    (wake === undefined ? '' : `, CASE WHEN EXISTS (SELECT 1 ${waiting}) THEN (${wake})::text END AS woken`)
  )
}

const problem = (found: FieldProblem): string => JSON.stringify(found)
const tooDeep = problem(makeFieldProblem('', 'workflow.too_deep', { limit: deepestRun }))
const tooOften = problem(makeFieldProblem('', 'workflow.too_often', { limit: runsPerMinute }))

/** Slots of `startedSql` but `at`. */
export function runSlots({ through, ...actor }: Actor, runs: readonly NewRun[]): Slots {
  const isWorkflow = through.kind === 'workflow'
  return {
    runs: JSON.stringify(runs),
    depth: isWorkflow ? (through.depth ?? 0) + 1 : 1,
    cause: (isWorkflow ? through.run : undefined) ?? null,
    runBy: isWorkflow ? (through.by ?? null) : authorId({ through, ...actor }),
    sinceId: firstUuid7(Date.now() - 70_000),
    tooDeep,
    tooOften,
  }
}

const statements = new WeakMap<Catalog, Statement>()

/** The statement of `insertRuns`. */
export function runsStatement(catalog: Catalog, automation: AutomationPort | undefined): Statement {
  let statement = statements.get(catalog)
  if (statement === undefined) {
    statement = toNamedStatement(compose(catalog, automation))
    statements.set(catalog, statement)
  }
  return statement
}

/** Inserts the pending runs of a transaction, at once. Throws StaleCatalog when the documents changed. */
export async function insertRuns(session: WriteSession): Promise<void> {
  const { db, catalog, actor, runtime, runs, automation } = session
  if (runs.pending.length === 0) return
  const statement = runsStatement(catalog, automation)
  const at = new Date(runtime.now).toISOString()
  const { rows } = await execute<{ guard: number; started: string[] }>(db, statement, runtime, {
    ...runSlots(actor, runs.pending),
    at,
  })
  if (rows[0]?.guard !== 1) throw new StaleCatalog()
  runs.markStarted(rows[0].started)
}

function compose(catalog: Catalog, automation: AutomationPort | undefined): SqlFragment {
  const { schema, key } = catalog.workspace
  return join([
    'WITH guard AS MATERIALIZED (SELECT 1 FROM ',
    qualified(schema, 'meta'),
    ' WHERE revision = ',
    raw('?', [catalog.revision]),
    '), ',
    startedSql(schema, 'guard'),
    ' SELECT (SELECT count(*)::int FROM guard) AS guard, ',
    startedColumns(key, automation),
  ])
}
