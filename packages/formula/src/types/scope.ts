import type { ExpressionClass, FormulaType } from './formula-type.js'

/** The world a formula's text is read in. */
export interface Scope {
  /** Id of the object whose record the text is about. */
  readonly root: string
  /** A field by its case-sensitive key, or by id (stored form). */
  field(object: string, name: { readonly key: string } | { readonly id: string }): ScopeField | undefined
  /** Keys for "did you mean". */
  fieldKeys(object: string): readonly string[]
  readonly allowMe: boolean
  readonly allowOld: boolean
  /** Object id of people: the type of `me`. */
  readonly userObject: string
  /** Whether `under` may be used on records of the object. */
  hasTree(object: string): boolean
  /** Key of an object that `AS` may name, by id. */
  objectKey(object: string): string | undefined
}

export interface ScopeField {
  readonly id: string
  readonly key: string
  readonly type: FormulaType
  /** 'record' for plain fields; a formula field has the class of its formula. */
  readonly class: ExpressionClass
  readonly deleted?: boolean
  /** False: a record that no path goes on from, such as one a formula gives. */
  readonly isLookup?: boolean
}
