/**
 * Seeded schema changes for tests that need many: what to do next is drawn from the documents as they are now. A change
 * may be refused by the planner (a formula still reads the field, a value is blank); it is never malformed.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Change, WireDocument } from '@tessera/metadata'

export type Random = () => number

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

interface Field {
  id?: string
  key: string
  type: string
  label: unknown
  [property: string]: unknown
}

interface ObjectDocument {
  kind: 'object'
  id?: string
  key: string
  label: unknown
  system?: boolean
  fields: Field[]
  unique?: object[]
  [property: string]: unknown
}

/** What to send next: changes, or the number of a revision to undo. */
export type SchemaChange = { readonly changes: readonly Change[] } | { readonly undo: number }

/** Draws the next change. `serial` makes new keys distinct. */
export function randomSchemaChange(
  random: Random,
  documents: readonly WireDocument[],
  revision: number,
  serial: number,
): SchemaChange {
  const objects = documents.filter(({ kind }) => kind === 'object') as unknown as ObjectDocument[]
  const own = objects.filter(({ system }) => system !== true)
  if (own.length < 2) return put(newObject(random, own, serial))
  const draw = random()
  if (draw < 0.2 && revision > 2) return { undo: 2 + Math.floor(random() * (revision - 1)) }
  if (draw < 0.28) return put(newObject(random, own, serial))
  const object = structuredClone(pick(random, own))
  if (draw < 0.33) return { changes: [{ op: 'delete', kind: 'object', key: object.key }] }
  if (draw < 0.38) return put(viewOf(random, object, serial))
  // A change that changes nothing is drawn again: there is always a field to add.
  for (;;) {
    const changed = pick(random, objectChanges)(random, object, own, serial)
    if (!isDeepStrictEqual(changed, object)) return put(changed)
  }
}

type ObjectChange = (random: Random, object: ObjectDocument, own: readonly ObjectDocument[], serial: number) => object

const objectChanges: readonly ObjectChange[] = [
  (random, object, own, serial) => ({ ...object, fields: [...object.fields, newField(random, own, `f${serial}`)] }),
  (random, object, own, serial) => ({ ...object, fields: [...object.fields, newField(random, own, `f${serial}`)] }),
  (random, object) => {
    const gone = pick(random, object.fields)
    if (object.fields.length === 1) return object
    const { unique: _unique, titleField: _title, ...rest } = object
    return { ...rest, fields: object.fields.filter((field) => field !== gone) }
  },
  retyped,
  retargeted,
  titled,
  (random, object, _own, serial) => change(random, object, (field) => ({ ...field, key: `k${serial}` })),
  (random, object, _own, serial) => change(random, object, (field) => ({ ...field, label: `标签 ${serial}` })),
  (random, object) =>
    change(random, object, (field) => ({ ...field, required: field.required !== true && isPlain(field) })),
  (random, object) => {
    const field = pick(random, object.fields)
    if (object.unique === undefined) return isPlain(field) ? { ...object, unique: [{ fields: [field.key] }] } : object
    const { unique: _unique, ...rest } = object
    return rest
  },
  (_random, object, _own, serial) => ({
    ...object,
    fields: object.fields.map((field) =>
      Array.isArray(field.options)
        ? { ...field, options: [...(field.options as object[]).slice(1), option(`o${serial}`)] }
        : field,
    ),
  }),
]

/** One target more or less of a field that may point to several objects; a lookup becomes such a field. */
function retargeted(random: Random, object: ObjectDocument, own: readonly ObjectDocument[]): object {
  const { key } = pick(random, own)
  const others = own.map((one) => one.key)
  return change(random, object, (field) => {
    const { target, tree: _tree, ...rest } = field
    if (field.type === 'lookup') return { ...rest, type: 'anyLookup', targets: [target] }
    if (!Array.isArray(field.targets)) return field
    const targets = field.targets as readonly string[]
    if (!targets.includes(key)) return { ...field, targets: [...targets, key] }
    const left = targets.filter((one) => one !== key && others.includes(one))
    return left.length === 0 ? field : { ...field, targets: left }
  })
}

/** A formula over a field that may point to several objects, which then may not lose the one it names. */
function titled(random: Random, object: ObjectDocument, _own: readonly ObjectDocument[], serial: number): object {
  const field = object.fields.find(({ type }) => type === 'anyLookup')
  if (field === undefined) return object
  const [first] = field.targets as readonly string[]
  const formula = random() < 0.5 ? `TITLE(${field.key})` : `AS(${field.key}, ${first}).version + 1`
  return { ...object, fields: [...object.fields, { key: `t${serial}`, type: 'formula', label: '标题', formula }] }
}

/** Types whose values are converted into each other. */
const convertible = [
  'text',
  'longText',
  'number',
  'currency',
  'percent',
  'boolean',
  'date',
  'dateTime',
  'email',
  'select',
  'multiSelect',
]

/** One field with another type; what the old one said beyond key and label goes, as in the studio. */
function retyped(random: Random, object: ObjectDocument): object {
  const fields = object.fields.filter(({ type }) => convertible.includes(type))
  if (fields.length === 0) return object
  const chosen = pick(random, fields)
  const type = pick(random, convertible)
  if (type === chosen.type) return object
  const { id, key, label, options = [option('a'), option('b')] } = chosen
  const hasOptions = ['select', 'multiSelect'].includes(type)
  const next = { ...(id === undefined ? {} : { id }), key, type, label, ...(hasOptions ? { options } : {}) }
  return { ...object, fields: object.fields.map((field) => (field === chosen ? next : field)) }
}

const isPlain = (field: Field): boolean =>
  ![
    ...['formula', 'related', 'score', 'rollup', 'autoNumber', 'links', 'backlinks', 'anyLookup'],
    ...['tags', 'location', 'richText', 'json'],
  ].includes(field.type)

function change(random: Random, object: ObjectDocument, edit: (field: Field) => Field): object {
  const chosen = pick(random, object.fields)
  return { ...object, fields: object.fields.map((field) => (field === chosen ? edit(field) : field)) }
}

function newObject(random: Random, own: readonly ObjectDocument[], serial: number): object {
  const count = 2 + Math.floor(random() * 3)
  const fields = Array.from({ length: count }, (_, index) => newField(random, own, `f${serial}x${index}`))
  return {
    kind: 'object',
    key: `thing${serial}`,
    label: { 'zh-CN': `事物 ${serial}`, en: `Thing ${serial}` },
    fields: [{ key: `name${serial}`, type: 'text', label: '名称' }, ...fields],
  }
}

const plainTypes = [
  'text',
  'longText',
  'number',
  'currency',
  'percent',
  'boolean',
  'date',
  'dateTime',
  'time',
  'duration',
  'rating',
  'progress',
  'colour',
  'tags',
  'json',
  'location',
  'region',
  'address',
  'richText',
  'barcode',
  'companyName',
  'idCard',
  'socialCreditCode',
  'email',
  'url',
  'autoNumber',
]

function newField(random: Random, own: readonly ObjectDocument[], key: string): Field {
  const draw = random()
  const target = own.length === 0 ? undefined : pick(random, own)
  if (draw < 0.2 && target !== undefined) return { key, type: 'lookup', label: key, target: target.key }
  if (draw < 0.3) return { key, type: 'select', label: key, options: [option('a'), option('b'), option('c')] }
  if (draw < 0.34) return { key, type: 'formula', label: key, formula: 'ROUND(version * 1.5, 1)' }
  if (draw < 0.36) {
    const contributions = [{ label: key, when: 'version > 1', points: 10 }]
    return { key, type: 'score', label: key, contributions }
  }
  if (draw < 0.38) return { key, type: 'related', label: key, path: 'owner.name' }
  if (draw < 0.44 && target !== undefined) return { key, type: 'links', label: key, target: target.key }
  const links = target?.fields.find((field) => field.type === 'links')
  // As with roll-ups: refused where the links do not happen to point here.
  if (draw < 0.5 && target !== undefined && links !== undefined) {
    const relation = `${target.key}.${links.key}`
    return random() < 0.5
      ? { key, type: 'backlinks', label: key, relation }
      : { key, type: 'rollup', label: key, relation, function: 'count' }
  }
  if (draw < 0.56 && target !== undefined)
    return { key, type: 'anyLookup', label: key, targets: [...new Set([target.key, pick(random, own).key])] }
  const lookup = target?.fields.find((field) => field.type === (random() < 0.5 ? 'lookup' : 'anyLookup'))
  if (draw < 0.64 && target !== undefined && lookup !== undefined) {
    // Right only where the lookup happens to point here; elsewhere it is one of the changes that are refused.
    return { key, type: 'rollup', label: key, relation: `${target.key}.${lookup.key}`, function: 'count' }
  }
  return { key, type: pick(random, plainTypes), label: key }
}

const option = (key: string): object => ({ key, label: key })

function viewOf(random: Random, object: ObjectDocument, serial: number): object {
  const field = pick(random, object.fields)
  return {
    kind: 'view',
    key: `view${serial}`,
    object: object.key,
    type: 'table',
    label: `视图 ${serial}`,
    fields: [field.key],
    sort: [`-${field.key}`],
  }
}

const put = (document: object): SchemaChange => ({ changes: [{ op: 'put', document: document as WireDocument }] })

function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T
}
