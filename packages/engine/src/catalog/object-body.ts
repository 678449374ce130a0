import type { Localized, StoredDocument } from '@tessera/metadata'

/**
 * What the engine reads of a stored object document (ids in place of keys). The schema of `metadata` has checked it.
 */
export interface ObjectBody {
  readonly id: string
  readonly kind: 'object'
  readonly key: string
  readonly label: Localized
  readonly system?: boolean
  /** Field id; absent: the first field that names its record. */
  readonly titleField?: string
  readonly fields: readonly FieldBody[]
  readonly unique?: readonly UniqueBody[]
  readonly rules?: readonly RuleBody[]
  readonly stages?: readonly StageSetBody[]
  readonly noOverlap?: readonly OverlapBody[]
  readonly duplicates?: readonly DuplicatesBody[]
}

export interface DuplicatesBody {
  readonly id: string
  readonly key: string
  readonly label?: Localized
  /** Field ids. */
  readonly fields: readonly {
    readonly field: string
    readonly match: 'exact' | 'normalised' | 'phone' | 'pinyin' | 'similar'
    readonly threshold?: number
  }[]
  readonly when?: string
  readonly action: 'warn' | 'block'
  readonly message?: Localized
}

export interface UniqueBody {
  readonly id: string
  /** Field ids. */
  readonly fields: readonly string[]
  readonly when?: string
  readonly message?: Localized
}

export interface FieldBody {
  readonly id: string
  readonly key: string
  readonly type: string
  readonly label: Localized
  readonly required?: boolean
  readonly default?: string
  /** Type-specific: target (object id), options, formula, relation (`<object id>.<field id>`), field, filter, … */
  readonly [property: string]: unknown
}

export interface RuleBody {
  readonly id: string
  readonly key: string
  readonly when: string
  /** Field id. */
  readonly field?: string
  readonly message: Localized
}

export interface StageSetBody {
  readonly id: string
  readonly key: string
  readonly label: Localized
  /** Field ids. */
  readonly field: string
  readonly since?: string
  readonly probability?: string
  readonly when?: string
  readonly steps: readonly StageBody[]
}

export interface StageBody {
  readonly id: string
  /** Option id. */
  readonly option: string
  readonly kind?: 'open' | 'won' | 'lost'
  readonly probability?: number
  readonly days?: number
  /** Field ids. */
  readonly required?: readonly string[]
  readonly criteria?: readonly CriterionBody[]
  /** Option ids. */
  readonly moves?: readonly string[]
}

export interface CriterionBody {
  readonly id: string
  readonly key: string
  readonly formula: string
  /** Field id. */
  readonly field?: string
  readonly message: Localized
}

export interface OverlapBody {
  readonly id: string
  readonly key: string
  /** Field ids. */
  readonly fields?: readonly string[]
  /** Field ids. */
  readonly from: string
  readonly to: string
  readonly when?: string
  readonly message?: Localized
}

/** The object documents of a set, in the order of the set. */
export function objectBodies(documents: Iterable<StoredDocument>): ObjectBody[] {
  return [...documents].filter((document) => document.kind === 'object') as unknown as ObjectBody[]
}

/** Id of the object of people, '' while there is none. */
export function userObjectOf(bodies: readonly ObjectBody[]): string {
  return bodies.find((body) => body.key === 'user' && body.system === true)?.id ?? ''
}
