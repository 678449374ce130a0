import type { Component, InjectionKey } from 'vue'
import type { ObjectModel } from '@/model/objects'
import type { PlacedProblem } from './schema-value'

/** An earlier node of a workflow that gives records. */
export interface NodeChoice {
  readonly id: string
  readonly label: string
  /** Key of the object its records are of. */
  readonly object?: string | undefined
}

/** What the inputs of a form know besides their own value; given once, by the form. */
export interface SchemaContext {
  readonly objects: ReadonlyMap<string, ObjectModel>
  /** Key of the object that formulas and fields are about, unless their schema says otherwise. */
  readonly object: string
  readonly allow: { readonly me: boolean; readonly old: boolean }
  readonly nodes: readonly NodeChoice[]
  readonly problems: readonly PlacedProblem[]
  readonly disabled: boolean
  /** Without the result on a record below formulas. */
  readonly noResult: boolean
}

export const schemaContextKey: InjectionKey<() => SchemaContext> = Symbol('schema form')

/** The form itself, for inputs that hold forms: lists and groups. */
export const nestedFormKey: InjectionKey<Component> = Symbol('nested form')
