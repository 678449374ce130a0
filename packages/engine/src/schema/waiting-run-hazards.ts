import { describeProblem, usagesOf } from '@tessera/metadata'
import type { Hazard, StoredDocument, UsageTarget } from '@tessera/metadata'
import type { ObjectBody } from '../catalog/object-body.js'
import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'
import { fieldChanges } from './document-changes.js'
import type { DocumentChange } from './document-changes.js'
import type { RemovedOption } from './prepared-change.js'
import { labelOfDocument } from './summarize-changes.js'

/**
 * Runs that are not over on earlier versions of workflows and refer to what a change hides: the reference index of today's
 * documents does not know them (decisions, section 3). Asks nothing where nothing is hidden.
 */
export async function waitingRunHazards(
  db: Queryable,
  schema: string,
  changes: readonly DocumentChange[],
  options: readonly RemovedOption[],
): Promise<Hazard[]> {
  const hidden = new Set([...hiddenNames(changes), ...options.map(({ fieldId, id }) => `option/${fieldId}/${id}`)])
  if (hidden.size === 0) return []
  const { rows } = await db.query<{ body: StoredDocument; runs: number }>(
    `SELECT d.body, r.runs FROM (SELECT workflow_id, version, count(*)::int AS runs FROM ${qualified(schema, 'runs')}
       WHERE state IN ('waiting', 'running') GROUP BY workflow_id, version) AS r
     JOIN ${qualified(schema, 'document_versions')} AS d ON d.document_id = r.workflow_id AND d.revision = r.version
     WHERE d.until IS NOT NULL ORDER BY d.key, d.revision`,
  )
  const affected = new Map<string, { readonly document: StoredDocument; readonly runs: number }>()
  for (const { body, runs } of rows) {
    if (!usagesOf(body).some(({ target }) => hidden.has(nameOf(target)))) continue
    affected.set(body.id, { document: body, runs: runs + (affected.get(body.id)?.runs ?? 0) })
  }
  return [...affected.values()].map(({ document, runs }) => ({
    id: `workflow.waiting_runs:${document.key}`,
    severity: 'warn',
    message: describeProblem('workflow.waiting_runs', { label: labelOfDocument(document), runs }),
    rows: runs,
    samples: [],
  }))
}

function hiddenNames(changes: readonly DocumentChange[]): string[] {
  return changes.flatMap(({ before, after }) => {
    if (before?.kind !== 'object') return []
    const body = before as unknown as ObjectBody
    if (after === undefined) return [`document/${body.id}`, ...body.fields.map(({ id }) => `field/${id}`)]
    const gone = fieldChanges(body, after as unknown as ObjectBody).filter((change) => change.after === undefined)
    return gone.flatMap((change) => (change.before === undefined ? [] : [`field/${change.before.id}`]))
  })
}

const nameOf = (target: UsageTarget): string =>
  target.type === 'option' ? `option/${target.field}/${target.id}` : `${target.type}/${target.id}`
