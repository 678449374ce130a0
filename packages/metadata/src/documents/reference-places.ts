import { isJsonObject } from './checks/parts.js'
import type { DocumentKind } from './document.js'
import { documentStructures, type ReferenceRule } from './structure.js'

/** Any document, wire or stored, as the table of structures walks it. */
export interface AnyDocument {
  readonly kind: DocumentKind
  readonly key: string
  readonly id?: string | undefined
  readonly [property: string]: unknown
}

type JsonObject = Readonly<Record<string, unknown>>

/** A text in a document that refers to something. */
export interface ReferencePlace {
  readonly rule: ReferenceRule
  readonly value: string
  readonly path: readonly (string | number)[]
  /** The object the text is about, as the document names it (key or id); `undefined` when it names none. */
  readonly root: { readonly self: true } | { readonly name: string } | undefined
  /** The objects from the document down to the one that holds the text. */
  readonly owners: readonly JsonObject[]
}

/** Every text of a document that refers to something, in the order of the table. */
export function referencePlaces(document: AnyDocument): readonly ReferencePlace[] {
  const places: ReferencePlace[] = []
  mapReferences(document, (place) => {
    places.push(place)
    return place.value
  })
  return places
}

/** A copy of a document in which every text that refers to something is replaced; places show the document as it was. */
export function mapReferences<D extends AnyDocument>(document: D, replace: (place: ReferencePlace) => string): D {
  let mapped: unknown = document
  for (const rule of documentStructures[document.kind].references) {
    mapped = mapAt(mapped, rule.at, [], (value, path) => {
      const owners = ownersOf(document, path)
      return replace({ rule, value, path, root: rootOf(rule, document, owners), owners })
    })
  }
  return mapped as D
}

type MapText = (value: string, path: readonly (string | number)[]) => string

function mapAt(value: unknown, at: readonly string[], path: readonly (string | number)[], map: MapText): unknown {
  const [step, ...rest] = at
  if (step === undefined) return typeof value === 'string' ? map(value, path) : value
  if (step === '*') {
    if (!Array.isArray(value)) return value
    return value.map((member: unknown, index) => mapAt(member, rest, [...path, index], map))
  }
  if (!isJsonObject(value) || !Object.hasOwn(value, step)) return value
  const before = value[step]
  const after = mapAt(before, rest, [...path, step], map)
  return after === before ? value : { ...value, [step]: after }
}

function ownersOf(document: JsonObject, path: readonly (string | number)[]): readonly JsonObject[] {
  const owners: JsonObject[] = [document]
  let value: unknown = document
  for (const step of path) {
    value = (value as Readonly<Record<string | number, unknown>>)[step]
    if (isJsonObject(value)) owners.push(value)
  }
  return owners
}

function rootOf(rule: ReferenceRule, document: JsonObject, owners: readonly JsonObject[]): ReferencePlace['root'] {
  const owner = owners.at(-1)
  if (rule.root === 'document') return nameOf(document.object)
  if (rule.root === 'part') return nameOf(owners.findLast(({ object }) => object !== undefined)?.object)
  if (rule.root === 'config') return nameOf(configObject(document, owners))
  if (rule.root === 'relation' && typeof owner?.relation === 'string') return nameOf(owner.relation.split('.')[0])
  return { self: true }
}

/** Owners of a place in a configuration: the document, the node, the configuration, … */
function configObject(document: JsonObject, [, , config]: readonly JsonObject[]): unknown {
  return config?.object ?? document.object
}

/**
 * The field that `field` beside a formula names (`gives: 'field'`), with its object, as the document names both; undefined
 * when it names none.
 */
export function fieldBeside({ rule, owners }: ReferencePlace): { object: string; field: string } | undefined {
  const [document] = owners
  const field = owners.at(-1)?.field
  const object = document === undefined ? undefined : configObject(document, owners)
  return rule.gives === 'field' && typeof field === 'string' && typeof object === 'string'
    ? { object, field }
    : undefined
}

/**
 * The field whose option a place names, as the document names it: `field` of the nearest owner around it; undefined when it
 * names none.
 */
export function fieldOfOption({ owners }: ReferencePlace): string | undefined {
  for (const { field } of [...owners].reverse()) if (typeof field === 'string') return field
  return undefined
}

function nameOf(name: unknown): ReferencePlace['root'] {
  return typeof name === 'string' ? { name } : undefined
}
