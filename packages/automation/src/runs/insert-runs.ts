import { uuid7, workspaceTable, type RunSnapshot } from '@tessera/engine'
import type { FieldProblem } from '@tessera/metadata'
import type { PoolClient } from 'pg'
import type { AutomationContext } from '../automation-context.js'

/** A run that no change of a record started: by hand, or by the clock. */
export interface NewRun {
  readonly id: string
  readonly record: string | null
  readonly version: number | null
  readonly after: RunSnapshot['after']
  /** A run that is over before it begins: what stopped it. */
  readonly error?: FieldProblem
}

export interface NewRuns {
  readonly workspace: string
  /** Id of the document; the runs follow the version that is live. */
  readonly workflow: string
  /** Id of the object. */
  readonly object: string | undefined
  readonly by: string | null
  /** Epoch milliseconds. */
  readonly at: number
}

const chunk = 500

/** Puts runs into their table, in the transaction of `client`, and asks the queue for a job. */
export async function insertRuns(
  { askForJob }: Pick<AutomationContext, 'askForJob'>,
  client: PoolClient,
  about: NewRuns,
  runs: readonly NewRun[],
): Promise<void> {
  const { workspace, workflow, object, by, at } = about
  for (let start = 0; start < runs.length; start += chunk) {
    await client.query(
      `INSERT INTO ${workspaceTable(workspace, 'runs')} (id, workflow_id, version, object_id, record_id, record_version, state,
         due_at, depth, by_id, started_at, finished_at, after, error)
       SELECT r.id, $2, d.revision, $3, r.record, r.version,
         CASE WHEN r.error IS NULL THEN 'waiting' WHEN r.error->>'code' = 'run.too_many_records' THEN 'limited' ELSE 'failed' END,
         CASE WHEN r.error IS NULL THEN now() END, 1, $4, $5, CASE WHEN r.error IS NOT NULL THEN $5::timestamptz END,
         r.after, r.error
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, record uuid, version integer, after jsonb, error jsonb)
       JOIN ${workspaceTable(workspace, 'document_versions')} AS d ON d.document_id = $2 AND d.until IS NULL`,
      [JSON.stringify(runs.slice(start, start + chunk)), workflow, object ?? null, by, new Date(at)],
    )
  }
  await askForJob(client, workspace)
}

/** A run for a record as it is now. */
export function runFor(record: string, { after }: RunSnapshot): NewRun {
  const version = after?.version
  return { id: uuid7(), record, version: typeof version === 'number' ? version : null, after }
}
