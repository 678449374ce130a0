import type { Organisation } from '../access/organisation.js'
import type { Calendar, Expression, ExpressionClass, FormulaType } from '@tessera/formula'
import type {
  ActionDefinitions,
  FieldTypeDefinition,
  FieldTypeServer,
  Localized,
  ServerFieldContext,
  StoredDocument,
} from '@tessera/metadata'

/**
 * The documents of a workspace at one revision, compiled: relations resolved, formulas typed, physical names attached.
 * A catalog is immutable; a request holds one; caches are keyed by it (`WeakMap<Catalog, …>`) and die with it.
 */
export interface Catalog {
  readonly workspace: CatalogWorkspace
  readonly revision: number
  /** Stored form, by document id. */
  readonly documents: ReadonlyMap<string, StoredDocument>
  /** By object id. */
  readonly objects: ReadonlyMap<string, CatalogObject>
  /** By key. */
  readonly objectsByKey: ReadonlyMap<string, CatalogObject>
  /** The object `me` is a record of. */
  readonly userObject: string
  /** Who works where: what scopes of roles ask for. It changes without a new revision. */
  readonly organisation: Organisation
  /** Node types: what a rule before saving does. */
  readonly actions: ActionDefinitions | undefined
}

export interface CatalogWorkspace {
  readonly key: string
  /** Schema of its tables, unquoted. */
  readonly schema: string
  readonly title: string
  /** IANA name. */
  readonly timeZone: string
  readonly calendar: Calendar
}

export interface CatalogObject {
  readonly id: string
  readonly key: string
  readonly label: Localized
  readonly system: boolean
  /** Qualified and quoted; empty while a plan has not named it. */
  readonly table: string
  /** Unquoted, without schema. */
  readonly tableName: string
  /** System fields first, then the document's order. */
  readonly fields: readonly CatalogField[]
  /** Those and the members of those. */
  readonly fieldsById: ReadonlyMap<string, CatalogField>
  readonly fieldsByKey: ReadonlyMap<string, CatalogField>
  readonly titleField: CatalogField
  /** The lookup to the record above, where the records form a tree. */
  readonly tree: CatalogField | undefined
  readonly unique: readonly CatalogUnique[]
  readonly noOverlap: readonly CatalogOverlap[]
  readonly rules: readonly CatalogRule[]
  readonly stages: readonly CatalogStageSet[]
  /** Fields with a default, in the order they must be computed. */
  readonly defaults: readonly CatalogField[]
  /** Lookups of any object that point here. */
  readonly referencedBy: readonly Relation[]
  /**
   * The fields its expressions and roll-ups were typed by, as `<object>/<field>`: while they mean the same, so does this
   * object. Undefined when it had problems.
   */
  readonly reads: ReadonlySet<string> | undefined
  /** What search looks into; undefined while PostgreSQL keeps nothing for it. */
  readonly search: CatalogSearch | undefined
  /** When two records are probably the same. */
  readonly duplicates: readonly CatalogDuplicates[]
  /** By what records that may be the same are found; undefined without rules, and while PostgreSQL keeps nothing for them. */
  readonly likeness: CatalogLikeness | undefined
}

/** A row per record with the numbers it is found by: see duplicates/match-tokens.ts. */
export interface CatalogLikeness {
  /** Qualified and quoted. */
  readonly table: string
  /** Unquoted, without schema. */
  readonly tableName: string
}

/** Two records agree when all fields do, and `when` is true for both. */
export interface CatalogDuplicates {
  readonly id: string
  readonly key: string
  readonly label: Localized | undefined
  readonly fields: readonly ComparedField[]
  /** Over the record alone; undefined: every record. */
  readonly when: Expression | undefined
  readonly action: 'warn' | 'block'
  readonly message: Localized | undefined
}

export interface ComparedField {
  readonly field: CatalogField
  readonly match: 'exact' | 'normalised' | 'phone' | 'pinyin' | 'similar'
  /** Of `similar`: how much two texts have in common at least, up to 1. */
  readonly threshold: number
}

/** The search table of an object: one row per record with its searched texts and the numbers of their pieces. */
export interface CatalogSearch {
  /** Qualified and quoted. */
  readonly table: string
  /** Unquoted, without schema. */
  readonly tableName: string
  readonly fields: readonly SearchedField[]
}

export interface SearchedField {
  readonly field: CatalogField
  /** What stands for it in search texts. */
  readonly code: string
  readonly isTitle: boolean
  /** Its Chinese is found by pinyin too. */
  readonly pinyin: boolean
}

export interface Relation {
  readonly object: string
  readonly field: string
}

export interface CatalogField {
  readonly id: string
  readonly key: string
  readonly label: Localized
  readonly object: string
  /** Name of the field type. */
  readonly type: string
  /** id, version, owner, createdAt … */
  readonly system: boolean
  readonly required: boolean
  /** May a writer send it? Stored fields and `owner`. */
  readonly writable: boolean
  readonly definition: FieldTypeDefinition
  readonly server: FieldTypeServer
  readonly context: ServerFieldContext
  /** Unquoted column name; undefined when nothing is stored (formulas, roll-ups that depend on the day). */
  readonly column: string | undefined
  /** Object id a lookup or user field points to. */
  readonly target: string | undefined
  /**
   * Of a field whose record may be of several objects: a lookup for each of them, at most one of which is filled. They have the key,
   * the label and the rights of the field, and stand in `fieldsById`, but not among the fields of their object.
   */
  readonly members: readonly CatalogField[] | undefined
  /** Of such a lookup: id of the field it is part of. */
  readonly memberOf: string | undefined
  /** Its values are kept sealed: PostgreSQL compares them for equality, and nothing else. */
  readonly encrypted: boolean
  /** Of a lookup to its own object: the record above in a tree. */
  readonly isTreeParent: boolean
  /** What happens to this record when that one goes to the bin. */
  readonly onDelete: 'refuse' | 'clear' | 'cascade'
  readonly formulaType: FormulaType
  readonly class: ExpressionClass
  readonly default: Expression | undefined
  readonly formula: Expression | undefined
  readonly rollup: CatalogRollup | undefined
  /** Of a field whose value are child records that are written with this one. */
  readonly details: CatalogDetails | undefined
  /** Of a field that links this record with many others. */
  readonly links: CatalogLinks | undefined
  /** Decimals a computed number is rounded to. */
  readonly decimals: number | undefined
}

export interface CatalogDetails {
  readonly child: string
  /** The lookup on the child that points to the parent. */
  readonly via: string
}

/**
 * A field that holds many records, and stands on one of the two sides of its pairs. They lie in one table, whichever side
 * they are read from or written by.
 */
export interface CatalogLinks {
  /** The object at the other end. */
  readonly target: string
  /** The field of type links whose table it is: this one, or the one that this one is the other side of. */
  readonly owner: Relation
  /** Which column of the table holds the records that have this field. */
  readonly near: LinkSide
  readonly far: LinkSide
  /** Of the owner alone: its table, qualified and quoted, and unquoted; empty while a plan has not named it. */
  readonly table: string
  readonly tableName: string
}

/** `source`: the record whose object has the field of type links; `target`: what it points to. */
export type LinkSide = 'source' | 'target'

export interface CatalogRollup {
  readonly child: string
  /** The lookup on the child that points to the parent, or its field that links it with many. */
  readonly via: string
  readonly function: 'sum' | 'count' | 'avg' | 'min' | 'max' | 'countDistinct'
  readonly field: string | undefined
  /** Over the child. */
  readonly filter: Expression | undefined
  /** False: depends on the clock, computed when read. */
  readonly stored: boolean
}

export interface CatalogUnique {
  readonly id: string
  readonly fields: readonly CatalogField[]
  /** Which records count, over their own fields; undefined: all. */
  readonly when: Expression | undefined
  readonly message: Localized | undefined
  /** Name of the unique index, unquoted. */
  readonly indexName: string
}

/** Periods that may not overlap where the values of `fields` are the same. */
export interface CatalogOverlap {
  readonly id: string
  readonly key: string
  readonly fields: readonly CatalogField[]
  readonly from: CatalogField
  readonly to: CatalogField
  /** Which records count, over their own fields; undefined: all. */
  readonly when: Expression | undefined
  readonly message: Localized | undefined
}

export interface CatalogRule {
  readonly id: string
  readonly key: string
  /** True = the forbidden state. */
  readonly when: Expression
  readonly field: CatalogField | undefined
  readonly message: Localized
}

/** The stages records of one kind go through. Of the sets over one field the first whose `when` holds counts. */
export interface CatalogStageSet {
  readonly id: string
  readonly key: string
  readonly label: Localized
  /** Its options are the stages. */
  readonly field: CatalogField
  readonly when: Expression | undefined
  /** Keeps since when a record is in its stage. */
  readonly since: CatalogField | undefined
  /** Takes the probability of a stage. */
  readonly probability: CatalogField | undefined
  /** In order. */
  readonly steps: readonly CatalogStage[]
}

export interface CatalogStage {
  readonly id: string
  /** Of its option: what a record holds. */
  readonly key: string
  readonly label: Localized
  readonly kind: 'open' | 'won' | 'lost'
  readonly probability: number | undefined
  readonly days: number | undefined
  readonly required: readonly CatalogField[]
  readonly criteria: readonly CatalogCriterion[]
  /** Keys of the stages records may go to from here; undefined = all. */
  readonly moves: ReadonlySet<string> | undefined
}

export interface CatalogCriterion {
  readonly id: string
  readonly key: string
  /** Must be true to come to the stage. */
  readonly formula: Expression
  readonly field: CatalogField | undefined
  readonly message: Localized
}

/** Which generated name belongs to which part of a document; `partId` is '' for the table itself. */
export interface PhysicalName {
  readonly objectId: string
  readonly partId: string
  readonly kind: 'table' | 'column' | 'check' | 'unique' | 'index' | 'search' | 'links' | 'option'
  readonly name: string
  /** What was built, so that the reconciler and a restore can compare: column type, index columns. */
  readonly definition: Readonly<Record<string, unknown>>
  readonly hidden: boolean
}

/** Something that keeps documents from compiling; `pointer` is a JSON pointer into the document. */
export interface CatalogProblem {
  readonly documentId: string
  readonly pointer: string
  readonly code: string
  readonly message: { readonly 'zh-CN': string; readonly en: string }
  readonly hint?: { readonly 'zh-CN': string; readonly en: string }
  readonly span?: { readonly start: number; readonly end: number }
}

/** The object of an id that the catalog itself gave; anything else is a bug. */
export function objectById(catalog: Catalog, id: string): CatalogObject {
  const object = catalog.objects.get(id)
  if (object === undefined) throw new Error(`the catalog has no object ${id}`)
  return object
}

/** The field of an id that the catalog itself gave. */
export function fieldById(object: CatalogObject, id: string): CatalogField {
  const field = object.fieldsById.get(id)
  if (field === undefined) throw new Error(`${object.key} has no field ${id}`)
  return field
}
