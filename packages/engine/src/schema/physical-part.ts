import type { ColumnDefinition } from '@tessera/metadata'
import type { PhysicalName } from '../catalog/catalog.js'

/**
 * Something PostgreSQL must have for a catalog to work: the table of an object, the column of a field, an index.
 * `partId` is '' for the table and the search table, a field's id for a column, for the table of its links and for its index, the id
 * of a uniqueness, of a view, or `default`.
 */
export interface WantedPart {
  readonly objectId: string
  readonly partId: string
  readonly kind: 'table' | 'column' | 'check' | 'unique' | 'index' | 'search' | 'links'
  /** What the readable half of the name is made of. */
  readonly readable: string
  /** Columns only. */
  readonly column?: ColumnDefinition | { readonly type: string; readonly default?: string }
  /** A roll-up's column holds nothing of its own: it is dropped with its field and computed anew. */
  readonly derived?: boolean
  /** A counted column: filled as soon as it is there. */
  readonly counted?: boolean
  /** Search tables: what they are made from, over physical names. Each says field, column and how it is searched. */
  readonly searched?: (columnOf: (fieldId: string) => string) => readonly string[]
  /** Indexes of another table than the object's: its search table, or that of the links of the field the part belongs to. */
  readonly on?: 'search' | 'links'
  /** Indexes: what stands between `ON <table>` and the end, over physical names. Checks: the condition. */
  readonly spec?: (columnOf: (fieldId: string) => string) => string
}

/** What `physical.definition` says about a column. */
export interface BuiltColumn {
  readonly type: string
  readonly notNull: boolean
  readonly default?: string
  readonly derived?: true
  /** A background job still fills it. */
  readonly recalculating?: true
}

/** What `physical.definition` says about a search table. */
export interface BuiltSearch {
  readonly searched: readonly string[]
  /** A background job still fills it. */
  readonly recalculating?: true
}

/** What `physical.definition` says about an index. */
export interface BuiltIndex {
  readonly spec: string
  /** The table it is on, where that is not the object's. */
  readonly on?: string
  /** A background job still builds it. */
  readonly building?: true
}

/**
 * `park` and `adopt` give a column another part of `physical`: see conversions/parked-column.ts and shadow-column.ts.
 */
export type PartAction = 'create' | 'restore' | 'hide' | 'drop' | 'park' | 'adopt'

/** What becomes of a column whose values are converted. */
export interface MovedColumn {
  /** The part it becomes. */
  readonly parked: PhysicalName
  /** The column that takes its place, if it has been filled already. */
  readonly shadow: PhysicalName | undefined
}

/** One act on one part; a replacement is a drop followed by a create. A parked or adopted part is given as it will be. */
export interface PartChange {
  readonly act: PartAction
  readonly part: PhysicalName
  readonly tableName: string
}

/** Identity of a part within a workspace. */
export const partKey = (part: { objectId: string; partId: string; kind: string }): string =>
  `${part.objectId}/${part.partId}/${part.kind}`
