import type { Expression, WireValue } from '@tessera/formula'
import { authorId } from '../access/actor.js'
import { objectById } from '../catalog/catalog.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { isQuiet } from '../access/quiet-writer.js'
import { workflowsOf } from '../catalog/object-workflows.js'
import type { CompiledTrigger } from '../catalog/object-workflows.js'
import { changesField, sameValue } from '../records/draft.js'
import { targetIds } from '../records/draft-world.js'
import { PathReader } from '../records/path-values.js'
import { evaluateOn, recordEnvironment } from '../records/record-environment.js'
import type { EvaluatedRecord } from '../records/record-environment.js'
import type { RowChange } from '../records/row-change.js'
import { loadTreePlaces } from '../records/tree-places.js'
import type { WriteSession } from '../records/write-session.js'
import { uuid7 } from '../storage/uuid7.js'
import { keptValues } from './kept-values.js'
import type { NewRun } from './pending-runs.js'

/** True when changes of an object may start a workflow: what is asked before anything is computed. */
export function mayStartRuns(
  { actor, catalog }: Pick<WriteSession, 'actor' | 'catalog'>,
  object: CatalogObject,
): boolean {
  if (isQuiet(actor)) return false
  const { created, changed } = workflowsOf(catalog, object)
  return created.length > 0 || changed.length > 0
}

/**
 * The runs that changes start. Matched here, on the values before and after: at most one statement per relation that a
 * condition crosses.
 *
 * - recordCreated: the condition holds for the new record.
 * - recordChanged: one of the watched fields changed (any field without `watch`), and the condition *became* true: it did not
 *   hold for the record as it was.
 * - A record whose roll-ups changed starts triggers with a condition only. The bin and back start nothing.
 */
export async function matchTriggers(session: WriteSession, changes: readonly RowChange[]): Promise<NewRun[]> {
  const runs: NewRun[] = []
  const objects = new Set(changes.map(({ object }) => object))
  for (const id of objects) {
    const object = objectById(session.catalog, id)
    if (!mayStartRuns(session, object)) continue
    const own = changes.filter((change) => change.object === id)
    runs.push(...(await matchObject(session, object, own)))
  }
  return runs
}

async function matchObject(
  session: WriteSession,
  object: CatalogObject,
  changes: readonly RowChange[],
): Promise<NewRun[]> {
  const workflows = workflowsOf(session.catalog, object)
  const asked = changes.flatMap((change) => {
    const triggers = candidates(change, workflows.created, workflows.changed)
    return triggers.length === 0 ? [] : [{ change, triggers }]
  })
  if (asked.length === 0) return []
  const paths = new PathReader(session.db, session.catalog, session.runtime)
  const expressions = new Set(asked.flatMap(({ triggers }) => triggers.flatMap(readBy)))
  const records = asked.map(({ change }) => changedRecord(session, object, change))
  await paths.load(object, [...expressions], (lookup) => targetIds(records, lookup))
  await loadTreePlaces(paths, object, [...expressions], records, session.runtime)
  return asked.flatMap(({ change, triggers }, index) => {
    const now = records[index] as EvaluatedRecord
    const then = recordBefore(now)
    const value = (expression: Expression, record: EvaluatedRecord): WireValue =>
      evaluateOn(expression, recordEnvironment(record, paths, session.runtime))
    const matching = triggers.filter(({ watch, when }) => {
      if (change.op === 'create') return when === undefined || value(when, now) === true
      const counts = (field: CatalogField): boolean =>
        field.formula === undefined
          ? changesField(field, now.before, now.after)
          : !sameValue(value(field.formula, then), value(field.formula, now))
      if (watch !== undefined && !watch.some(counts)) return false
      return when === undefined || (value(when, now) === true && value(when, then) !== true)
    })
    return newRuns(session, object, change, matching)
  })
}

/** A record as it is after its change. */
function changedRecord({ actor, runtime }: WriteSession, object: CatalogObject, change: RowChange): EvaluatedRecord {
  const { id, op, version } = change
  const record = { object, before: change.before ?? new Map(), after: change.after ?? new Map() }
  if (op === 'computed') return record
  return {
    ...record,
    write: { id, version: version - 1, at: new Date(runtime.now).toISOString(), by: authorId(actor) },
  }
}

/** The same record as if it had not changed. */
const recordBefore = ({ object, before }: EvaluatedRecord): EvaluatedRecord => ({ object, before, after: before })

const readBy = ({ watch = [], when }: CompiledTrigger): readonly Expression[] => [
  ...(when === undefined ? [] : [when]),
  ...watch.flatMap(({ formula }) => formula ?? []),
]

/** What a look at the stored values cannot rule out. */

function candidates(
  { op, before, after }: RowChange,
  created: readonly CompiledTrigger[],
  changed: readonly CompiledTrigger[],
): readonly CompiledTrigger[] {
  if (op === 'create') return created
  if ((op !== 'change' && op !== 'computed') || before === null || after === null) return []
  return changed.filter(({ watch, when }) => {
    if (op === 'computed' && when === undefined) return false
    return (
      watch === undefined || watch.some((field) => field.formula !== undefined || changesField(field, before, after))
    )
  })
}

function newRuns(
  session: WriteSession,
  object: CatalogObject,
  change: RowChange,
  triggers: readonly CompiledTrigger[],
): NewRun[] {
  if (triggers.length === 0 || change.after === null) return []
  const { id, op, version } = change
  const earlier = op === 'computed' ? version : version - 1
  const before = change.before === null ? null : { ...keptValues(object, change.before), id, version: earlier }
  const after = { ...keptValues(object, change.after), id, version, ...authorship(session, op) }
  return triggers.map(({ workflow }) => ({
    id: uuid7(),
    workflow,
    object: object.id,
    record: id,
    version,
    before,
    after,
  }))
}

/** When and by whom, as far as the change tells; see `completeSnapshots` for the rest. */
function authorship({ actor, runtime }: WriteSession, op: RowChange['op']): Readonly<Record<string, WireValue>> {
  if (op === 'computed') return {}
  const at = new Date(runtime.now).toISOString()
  const by = authorId(actor)
  const updated = { updatedAt: at, updatedBy: by }
  return op === 'create' ? { createdAt: at, createdBy: by, ...updated } : updated
}
