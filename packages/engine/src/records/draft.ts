import type { DuplicateMatches, FieldProblem } from '@tessera/metadata'
import type { Access } from '../access/access.js'
import type { CatalogField, CatalogObject, CatalogStage } from '../catalog/catalog.js'
import type { WireValue } from '@tessera/formula'

/** Values of a record by field id, in wire form; lookups as bare ids. */
export type Values = Map<string, WireValue>

/** A value its field does not take today. A record that holds it already (a hidden option, a text from before a limit) may keep it. */
export interface RefusedValue {
  readonly field: string
  readonly value: unknown
  readonly problem: FieldProblem
}

/** All lines of one field of a record, as the writer wants them. */
export interface DetailsDraft {
  /** Of the record the lines belong to. */
  readonly field: CatalogField
  readonly child: CatalogObject
  /** The writer's. */
  readonly access: Access
  /** In order; places are those within the record: `lines/0`. */
  readonly lines: readonly Draft[]
  /** The lines there are and the writer may read, with what holds for each: looked at before their record is written. */
  held: ReadonlyMap<string, readonly boolean[]>
  /** Deletions of those that were left out. */
  removed: readonly Draft[]
}

/** One record on its way through the pipeline. */
export interface Draft {
  readonly op: 'create' | 'change' | 'delete' | 'restore'
  /** Place in the request, for answers and problem paths: `create/3`; '' for a single record. */
  readonly place: string
  readonly index: number
  readonly id: string
  /** Version the writer saw (If-Match), else undefined. */
  readonly ifVersion: number | undefined
  /** What the writer sent, checked: by field id. Rules before saving add what they set. */
  readonly sent: Values
  /** Fields whose values the writer chose, where rights are asked: rules, defaults and merges send more. */
  chosen: readonly string[]
  /** What the writer sent and the fields refuse, until the record is known: see `RefusedValue`. */
  refused: readonly RefusedValue[]
  /** The record before; empty for a new one. */
  before: Values
  /** Version before; 0 for a new record. */
  version: number
  /** The record as it will be. */
  after: Values
  /** Lines that are written with it. */
  readonly details: DetailsDraft[]
  /** The stages it comes to. */
  readonly entered: CatalogStage[]
  /** Of a single record that is refused because it is like others: those others. */
  duplicates?: DuplicateMatches
  /** What held for the record before; see `Access.verdict`. Undefined for new ones, and where everything may be done. */
  holds?: readonly boolean[]
  /** What held for a line before its record was written: by this it is judged. */
  heldAs?: readonly boolean[]
  /** What will hold for it, where the owner alone tells. */
  holdsAfter?: readonly boolean[]
  /** Why it is refused; empty = goes on. */
  readonly problems: FieldProblem[]
}

/**
 * A new draft; `before` and `version` are filled when the row is locked. Its properties are written out: made by spreading, ten
 * thousand of them took 150 ms, and each later look at one was slow too.
 */
export function newDraft(input: Pick<Draft, 'op' | 'place' | 'index' | 'id' | 'ifVersion' | 'sent'>): Draft {
  return {
    op: input.op,
    place: input.place,
    index: input.index,
    id: input.id,
    ifVersion: input.ifVersion,
    sent: input.sent,
    chosen: [],
    refused: [],
    before: new Map(),
    version: 0,
    after: new Map(),
    details: [],
    entered: [],
    problems: [],
  }
}

/** Path of a field of the draft in a problem answer: `amount`, or `update/3/amount` in a batch. */
export function pathOf(draft: Draft, key: string): string {
  return draft.place === '' ? key : key === '' ? draft.place : `${draft.place}/${key}`
}

/** Ids of the fields whose value the draft changes. */
export function changedFields(draft: Draft): string[] {
  return [...draft.after].filter(([id, value]) => !sameValue(value, draft.before.get(id))).map(([id]) => id)
}

/** Whether a field changes, be it one whose record may be of several objects. */
export function changesField({ id, members }: CatalogField, before: Values, after: Values): boolean {
  const ids = members?.map((member) => member.id) ?? [id]
  return ids.some((one) => !sameValue(before.get(one), after.get(one)))
}

/** Equality of wire values; blank and absent are the same. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => item === b[index])
  return (a ?? null) === (b ?? null)
}
