import type { Localized, Step, StepKind } from '@tessera/metadata'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import type { Backfill } from './backfills.js'
import type { Conversion } from './conversions/find-conversions.js'
import type { DocumentChange } from './document-changes.js'
import type { PartChange } from './physical-part.js'
import type { PreparedChange } from './prepared-change.js'
import { labelOfDocument } from './summarize-changes.js'

export interface StepInput {
  readonly now: Catalog
  readonly next: Catalog
  readonly documents: readonly DocumentChange[]
  readonly parts: readonly PartChange[]
  readonly backfills: readonly Backfill[]
  readonly conversions: readonly Conversion[]
  /** What a job does. */
  readonly later: PreparedChange['later']
  readonly sizes: ReadonlyMap<string, number>
  wasThere(documentId: string, partId: string): boolean
}

/** Milliseconds per row, and of a statement by itself: measured on 2,000,000 rows (reliability, section 4.2). */
const cost = {
  statement: 1,
  index: 0.0018,
  concurrentIndex: 0.0016,
  scan: 0.0003,
  backfill: 0.03,
  convertAhead: 0.018,
  fillSearch: 0.15,
}

/** The steps of a change in the order they are done, with lock, rows and expected time of each. */
export function planSteps(input: StepInput): Step[] {
  const steps = [...input.next.objects.values()].flatMap((object) => stepsOfObject(input, object))
  for (const { before, after } of input.documents) {
    const document = after ?? before
    if (document === undefined) continue
    const object = document.kind === 'object' ? (after ?? before)?.key : objectKeyOf(input, document)
    if (document.kind === 'object' && after === undefined) {
      const gone = input.now.objects.get(document.id)
      steps.push(
        step('hideObject', document.key, labelOfDocument(document), 'none', sizeOf(input, gone), cost.statement),
      )
    } else if (!steps.some((known) => known.object === object && document.kind === 'object')) {
      steps.push(step('metadata', object ?? document.key, labelOfDocument(document), 'none', 0, cost.statement))
    }
  }
  return steps
}

function stepsOfObject(input: StepInput, object: CatalogObject): Step[] {
  const before = input.now.objects.get(object.id)
  const fills = input.backfills
    .filter(({ objectId }) => objectId === object.id)
    .map((fill) => backfillStep(input, object, fill))
  const rewritten = input.conversions
    .filter(({ objectId }) => objectId === object.id)
    .map((conversion) => convertStep(input, object, conversion))
  if (before === undefined) {
    const kind = input.wasThere(object.id, '') ? 'restoreObject' : 'createObject'
    return [step(kind, object.key, object.label, 'none', sizeOf(input, object), cost.statement), ...fills]
  }
  const own = object.fields.filter(({ system }) => !system)
  const gone = before.fields.filter((field) => !field.system && !object.fieldsById.has(field.id))
  return [
    ...own.flatMap((field) => fieldSteps(input, object, before.fieldsById.get(field.id), field)),
    ...gone.map((field) => fieldStep('hideField', object, field, 'none', sizeOf(input, object))),
    ...partSteps(input, object, before),
    ...rewritten,
    ...fills,
  ]
}

function fieldSteps(
  input: StepInput,
  object: CatalogObject,
  before: CatalogField | undefined,
  after: CatalogField,
): Step[] {
  const rows = sizeOf(input, object)
  if (before === undefined) {
    if (input.wasThere(object.id, after.id)) return [fieldStep('restoreField', object, after, 'none', rows)]
    return [
      fieldStep(
        'addField',
        object,
        after,
        after.column === undefined && after.links?.near !== 'source' && after.members === undefined ? 'none' : 'short',
        rows,
      ),
    ]
  }
  const steps: Step[] = []
  if (before.type !== after.type)
    steps.push(fieldStep('changeType', object, after, before.column === after.column ? 'none' : 'short', rows))
  if (membersOf(before) !== membersOf(after) && before.type === after.type)
    steps.push(fieldStep('changeTargets', object, after, 'short', rows))
  if (after.required && !before.required) steps.push(fieldStep('setRequired', object, after, 'none', rows))
  return steps
}

const membersOf = ({ members = [] }: CatalogField): string =>
  members
    .map(({ id }) => id)
    .sort()
    .join()

function partSteps(input: StepInput, object: CatalogObject, before: CatalogObject): Step[] {
  const rows = sizeOf(input, object)
  return input.parts.flatMap(({ act, part }): Step[] => {
    if (part.objectId !== object.id || (act !== 'create' && act !== 'drop' && act !== 'adopt')) return []
    if (part.kind === 'unique') {
      const owner = act === 'drop' ? before : object
      const fields = owner.unique.find(({ id }) => id === part.partId)?.fields ?? []
      const label = fields[0]?.label ?? object.label
      const added = act !== 'drop'
      const isAhead = act === 'adopt' || input.later.uniques.has(part.name)
      const ms = added ? cost.statement + rows * cost.index : cost.statement
      const made = step(
        added ? 'addUnique' : 'dropUnique',
        object.key,
        label,
        isAhead ? 'background' : 'short',
        rows,
        ms,
      )
      return [fields.length === 1 && fields[0] !== undefined ? { ...made, field: fields[0].key } : made]
    }
    if (part.kind !== 'index' || act !== 'create') return []
    const later = input.later.indexes.has(part.name)
    const field = object.fieldsById.get(part.partId)
    const ms = cost.statement + rows * (later ? cost.concurrentIndex : cost.index)
    const made = step('addIndex', object.key, field?.label ?? object.label, later ? 'background' : 'short', rows, ms)
    return [field === undefined ? made : { ...made, field: field.key }]
  })
}

function backfillStep(input: StepInput, object: CatalogObject, fill: Backfill): Step {
  const { fieldId, rows } = fill
  const field = object.fieldsById.get(fieldId)
  const lock = input.later.backfills.has(fill) ? 'background' : 'short'
  if (fill.kind === 'search')
    return step('fillSearch', object.key, object.label, lock, rows, cost.statement + rows * cost.fillSearch)
  const made = step(
    'backfill',
    object.key,
    field?.label ?? object.label,
    lock,
    rows,
    cost.statement + rows * cost.backfill,
  )
  return { ...made, field: field?.key ?? fieldId }
}

function convertStep(input: StepInput, object: CatalogObject, conversion: Conversion): Step {
  const rows = sizeOf(input, object)
  const isAhead = conversion.shadow !== undefined || input.later.conversions.has(conversion)
  const ms = cost.statement + rows * (isAhead ? cost.convertAhead : cost.backfill)
  const { key, label } = conversion.after
  return { ...step('convert', object.key, label, isAhead ? 'background' : 'short', rows, ms), field: key }
}

function fieldStep(kind: StepKind, object: CatalogObject, field: CatalogField, lock: Step['lock'], rows: number): Step {
  const ms = kind === 'setRequired' ? cost.statement + rows * cost.scan : cost.statement
  return { ...step(kind, object.key, field.label, lock, rows, ms), field: field.key }
}

function step(kind: StepKind, object: string, label: Localized, lock: Step['lock'], rows: number, ms: number): Step {
  return { do: kind, object, label, lock, rows, ms: Math.ceil(ms) }
}

const sizeOf = (input: StepInput, object: CatalogObject | undefined): number =>
  input.sizes.get(object?.tableName ?? '') ?? 0

/** The object a view or layout belongs to. */
function objectKeyOf({ now, next }: StepInput, document: Readonly<Record<string, unknown>>): string | undefined {
  const id = typeof document.object === 'string' ? document.object : ''
  return (next.objects.get(id) ?? now.objects.get(id))?.key
}
