import { workspaceTable } from '@tessera/engine'
import type { Pool, PoolClient } from 'pg'
import { limits } from '../core/limits.js'
import { keepState } from '../core/run-state.js'
import { named } from '../queue/statement-name.js'
import type { PartyTraits, Run } from './run.js'

/** Thrown when some runs are not this worker's any more: nothing was written. */
export class Fenced extends Error {
  /** @param mine ids of those that still are */
  constructor(readonly mine: ReadonlySet<string>) {
    super('another worker has taken a run over')
  }
}

/**
 * Writes where runs stand, their steps and what people are told: one statement, so everything or nothing. Meant to run in the
 * transaction of the effect of the step, which it rolls back by throwing `Fenced` when a run was taken over meanwhile.
 */
export async function saveRuns(
  db: Pool | PoolClient,
  { workspace, graph }: PartyTraits,
  runs: readonly Run[],
  now: number,
): Promise<void> {
  const notices = runs.flatMap((run) => noticeRows(run, graph.id, now))
  // Most steps tell nobody: they are spared the part that would.
  const tells = notices.length > 0
  const { rows } = await db.query<{ saved: readonly string[] | null }>({
    ...named(`save ${tells ? 'and tell ' : ''}${workspace}`),
    text: saveSql(workspace, tells),
    values: [
      JSON.stringify(runs.map(stateRow)),
      JSON.stringify(runs.flatMap(stepRows)),
      new Date(now),
      limits.leaseMs / 1000,
      ...(tells ? [JSON.stringify(notices)] : []),
    ],
  })
  const saved = new Set(rows[0]?.saved ?? [])
  if (saved.size < runs.length) throw new Fenced(saved)
}

/** Forgets what has been written. To be called after the commit. */
export function markSaved(runs: readonly Run[]): void {
  for (const run of runs) {
    run.state = { ...run.state, log: [] }
    run.notices = []
    run.savedAt = run.state.seq
    run.saved = run.state
  }
}

const isOver = (run: Run): boolean => run.state.status !== 'running' && run.state.status !== 'waiting'

function stateRow(run: Run): object {
  const { id, attempt, savedAt, state } = run
  return {
    id,
    attempt,
    from: savedAt,
    state: state.status,
    node: state.at,
    due: state.dueAt === null ? null : new Date(state.dueAt).toISOString(),
    over: isOver(run),
    outputs: keepState(state, attempt),
    error: state.error,
  }
}

function stepRows({ id, state }: Run): object[] {
  return state.log.map(
    ({ seq, node, type, state: outcome, attempt, at, port = null, input, output, error = null }) => ({
      run: id,
      seq,
      node,
      type,
      state: outcome,
      attempt,
      at: new Date(at).toISOString(),
      port,
      input,
      output,
      error,
    }),
  )
}

function noticeRows({ object, record, id, notices }: Run, workflow: string, now: number): object[] {
  return notices.map((notice) => ({
    id: notice.id,
    person: notice.userId,
    at: new Date(now).toISOString(),
    title: notice.title,
    body: notice.text,
    object,
    record,
    workflow,
    run: id,
  }))
}

const statements = new Map<string, string>()

/**
 * A step that goes on after a wait has no input in hand: the one that was written stays. `IS TRUE` keeps the planner from the
 * index of due runs: it would look through the whole backlog for these few.
 */
function saveSql(workspace: string, tells: boolean): string {
  const known = statements.get(`${workspace} ${tells}`)
  if (known !== undefined) return known
  const table = (name: 'runs' | 'run_steps'): string => workspaceTable(workspace, name)
  const sql = `WITH saved AS (UPDATE ${table('runs')} AS r SET state = s.state, node = s.node,
      due_at = coalesce(s.due, r.due_at), outputs = s.outputs, error = s.error,
      worker = CASE WHEN s.state = 'running' THEN r.worker END,
      lease_until = CASE WHEN s.state = 'running' THEN now() + make_interval(secs => $4) END,
      finished_at = CASE WHEN s.over THEN $3::timestamptz END
      FROM jsonb_to_recordset($1::jsonb) AS s(id uuid, attempt integer, "from" integer, state text, node text, due timestamptz, over boolean,
        outputs jsonb, error jsonb)
      WHERE r.id = s.id AND r.attempt = s.attempt AND (r.state = 'running') IS TRUE
        AND coalesce((r.outputs->>'seq')::integer, 1) = s."from" RETURNING r.id),
    steps AS (INSERT INTO ${table('run_steps')} AS o (run_id, seq, node, type, state, attempt, at, port, input, output, error)
      SELECT run, seq, node, type, state, attempt, at, port, input, output, error
      FROM jsonb_to_recordset($2::jsonb) AS s(run uuid, seq integer, node text, type text, state text, attempt integer,
        at timestamptz, port text, input jsonb, output jsonb, error jsonb)
      WHERE s.run IN (SELECT id FROM saved)
      ON CONFLICT (run_id, seq) DO UPDATE SET state = excluded.state, attempt = excluded.attempt, at = excluded.at,
        port = excluded.port, input = coalesce(nullif(excluded.input, 'null'::jsonb), o.input), output = excluded.output,
        error = excluded.error)${tells ? toldSql(workspace) : ''}
    SELECT (SELECT array_agg(id::text) FROM saved) AS saved`
  statements.set(`${workspace} ${tells}`, sql)
  return sql
}

function toldSql(workspace: string): string {
  return `,
    told AS (INSERT INTO ${workspaceTable(workspace, 'notifications')} (id, user_id, at, title, body, object_id, record_id,
        workflow_id, run_id)
      SELECT id, person, at, title, body, object, record, workflow, run
      FROM jsonb_to_recordset($5::jsonb) AS n(id uuid, person uuid, at timestamptz, title text, body text, object text,
        record uuid, workflow text, run uuid)
      WHERE n.run IN (SELECT id FROM saved))`
}
