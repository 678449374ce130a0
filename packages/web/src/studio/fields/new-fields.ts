import { fieldTypeDefinitions } from '@tessera/blocks/definitions'
import { fillDefaults, localize, type FieldDocument, type ObjectDocument } from '@tessera/metadata'
import type { ObjectModel } from '@/model/objects'
import { keyFor } from '../draft/keys'
import { addOptions } from '../schema-form/option-rows'
import { guessType, propertiesFor } from './guess-type'
import type { PastedColumn } from './parse-headers'

/** A new field of a module for a label: type and key are guessed; `samples` are values of a pasted column. */
export function newField(
  label: string,
  object: ObjectDocument,
  objects: ReadonlyMap<string, ObjectModel>,
  samples: readonly string[] = [],
): FieldDocument {
  const guess = guessType(label, { label: localize(object.label, 'zh-CN') }, objects)
  const type = typeBySamples(guess.type, samples)
  const properties = type === guess.type ? guess.properties : propertiesFor(type, label)
  const key = keyFor(
    label,
    object.fields.map((field) => field.key),
    'field',
  )
  return { key, type, label, ...withOptions(properties, type === 'select' ? distinct(samples) : []) }
}

/** The module with a field for each pasted column; a first heading that names the record becomes the title field. */
export function fieldsFromHeaders(
  object: ObjectDocument,
  columns: readonly PastedColumn[],
  objects: ReadonlyMap<string, ObjectModel>,
): ObjectDocument {
  const [first] = columns
  const named =
    first === undefined ? undefined : newField(first.label, { ...object, fields: [] }, objects, first.samples)
  const isTitle = named !== undefined && named.type === 'text'
  const start: ObjectDocument = isTitle
    ? { ...object, titleField: named.key, fields: [{ ...named, required: true }] }
    : object
  return withFields(start, isTitle ? columns.slice(1) : columns, objects)
}

/** The module with further fields behind its own, or at a place. */
export function withFields(
  object: ObjectDocument,
  columns: readonly PastedColumn[],
  objects: ReadonlyMap<string, ObjectModel>,
  at = object.fields.length,
): ObjectDocument {
  return columns.reduce<ObjectDocument>((current, { label, samples }, index) => {
    const field = newField(label, current, objects, samples)
    const place = at + index
    return { ...current, fields: [...current.fields.slice(0, place), field, ...current.fields.slice(place)] }
  }, object)
}

/** A field made another type: what the new type knows too is kept, what it needs is put in. */
export function withType(field: FieldDocument, type: string, objects: ReadonlyMap<string, ObjectModel>): FieldDocument {
  if (field.type === type) return field
  const definition = fieldTypeDefinitions.get(type)
  const known = (definition?.optionsSchema.properties ?? {}) as Readonly<Record<string, unknown>>
  const { id, key, label, help, required, personal, default: _default, type: _type, ...own } = field
  const kept = Object.fromEntries(
    Object.entries(own).filter(([name, value]) => Object.hasOwn(known, name) && mayKeep(known[name], value)),
  )
  const needed = withOptions(propertiesFor(type, localize(label, 'zh-CN')), [])
  const needsTarget = (type === 'lookup' || type === 'links') && kept.target === undefined
  // What it pointed to stays among what it may point to.
  const targets = type === 'anyLookup' && kept.targets === undefined ? anyTargets(field, objects) : {}
  const target = needsTarget ? firstTarget(objects) : targets
  const isFilledIn = ['stored', 'links', 'anyLookup'].includes(definition?.kind ?? '')
  return {
    ...(id === undefined ? {} : { id }),
    ...{ key, type, label },
    ...(help === undefined ? {} : { help }),
    ...(required === true && isFilledIn ? { required } : {}),
    ...(personal === true && isFilledIn ? { personal } : {}),
    ...target,
    ...needed,
    ...kept,
  }
}

/** A choice that the new type does not offer goes: links know no deletion along. */
function mayKeep(schema: unknown, value: unknown): boolean {
  const choices = (schema as { readonly enum?: readonly unknown[] }).enum
  return choices === undefined || choices.includes(value)
}

function firstTarget(objects: ReadonlyMap<string, ObjectModel>): Readonly<Record<string, unknown>> {
  const first = [...objects.values()].find(({ isSystem }) => !isSystem)
  return first === undefined ? {} : { target: first.key }
}

function anyTargets(
  { target }: FieldDocument,
  objects: ReadonlyMap<string, ObjectModel>,
): Readonly<Record<string, unknown>> {
  const own = typeof target === 'string' ? target : firstTarget(objects).target
  return { targets: own === undefined ? [] : [own] }
}

function withOptions(
  properties: Readonly<Record<string, unknown>>,
  values: readonly string[],
): Readonly<Record<string, unknown>> {
  const labels = values.length > 0 ? values : (properties.options as readonly string[] | undefined)
  return labels === undefined ? properties : { ...properties, options: addOptions([], labels) }
}

/** Types whose values can be told from a text. */
const byValue = ['number', 'percent', 'date', 'dateTime', 'email', 'phone', 'url', 'boolean'] as const

/** The guessed type where the values agree; else the one they look like; else text. */
function typeBySamples(guess: string, samples: readonly string[]): string {
  if (samples.length === 0) return guess
  if (guess === 'select' || guess === 'multiSelect') return distinct(samples).length <= 30 ? guess : 'text'
  if (guess === 'lookup' || guess === 'links' || guess === 'anyLookup' || guess === 'user') return guess
  if (guess !== 'text' && fits(guess, samples)) return guess === 'autoNumber' ? 'text' : guess
  if (guess === 'longText') return guess
  const isLong = samples.some((sample) => sample.length > 200 || sample.includes('\n'))
  if (guess !== 'text') return isLong ? 'longText' : 'text'
  return byValue.find((type) => samples.length > 1 && looksLike(type, samples)) ?? (isLong ? 'longText' : 'text')
}

/** Bare numbers could be anything that is written with digits; only what looks like nothing else counts. */
function looksLike(type: (typeof byValue)[number], samples: readonly string[]): boolean {
  if (type === 'phone') return false
  if (type === 'percent') return samples.every((sample) => /[%％]$/.test(sample)) && fits(type, samples)
  if (type === 'number')
    return samples.every((sample) => /^[-+]?[\d,]{1,9}(\.\d+)?$/.test(sample) && !/^0\d/.test(sample))
  if (type === 'boolean') return samples.every((sample) => /^(是|否|true|false|yes|no|√|×)$/i.test(sample))
  return fits(type, samples)
}

function fits(type: string, samples: readonly string[]): boolean {
  const definition = fieldTypeDefinitions.get(type)
  if (definition === undefined || definition.kind !== 'stored') return definition !== undefined
  const options = fillDefaults(definition.optionsSchema, {}) as Record<string, unknown>
  const field = { id: 'x', key: 'x', label: 'x', options, required: false }
  return samples.every((sample) => 'value' in definition.importText(sample, field))
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].slice(0, 100)
}
