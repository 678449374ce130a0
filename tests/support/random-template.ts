/**
 * Seeded templates, newer versions of them, and what customers do with one: edits drawn from the documents as they are. An edit of a
 * customer may be refused by the planner; a version of a template is never malformed.
 */
import type { WireDocument } from '@tessera/metadata'
import { seededRandom, type Random } from './random-schema-change.js'

export { seededRandom, type Random }

/** A document or part that is changed in place. */
export type Draft = Record<string, unknown>

interface Field extends Draft {
  key: string
  type: string
}

/** What edits work on: the documents, and which keys fields had before. */
export interface RandomVersion {
  readonly documents: Draft[]
  /** Path of today → key then. */
  readonly formerKeys: Record<string, string>
}

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
const fieldsOf = (object: Draft): Field[] => object['fields'] as Field[]
const of = (documents: readonly Draft[], kind: string): Draft[] => documents.filter((one) => one['kind'] === kind)

/** Few names: those of a template and of its customer shall meet. */
const names = ['alpha', 'beta', 'gamma', 'delta', 'omega']

function newField(random: Random, key: string, others: readonly Field[]): Field {
  const numbers = others.filter(({ type }) => type === 'number')
  const type = pick(random, ['text', 'number', 'select', 'formula', 'date'])
  if (type === 'select') {
    const options = ['a', 'b', 'c'].map((name) => ({ key: name, label: name }))
    return { key, type, label: key, options }
  }
  if (type === 'formula')
    return {
      key,
      type,
      label: key,
      formula: `${numbers.length > 0 ? pick(random, numbers).key : 'version'} * ${digit(random)}`,
    }
  return { key, type, label: key }
}

const digit = (random: Random): number => 1 + Math.floor(random() * 9)

/** A template of one to three objects with lists, forms and a menu. */
export function randomTemplate(random: Random): Draft[] {
  const objects = ['shop', 'item', 'trip'].slice(0, 1 + Math.floor(random() * 3)).map((key): Draft => {
    const fields: Field[] = [{ key: 'name', type: 'text', label: '名称' }]
    for (let at = 0; at < 2 + Math.floor(random() * 4); at += 1) fields.push(newField(random, `${key}F${at}`, fields))
    return {
      kind: 'object',
      key,
      label: key,
      fields,
      rules: [{ key: 'long', when: 'LEN(name) > 90', message: '太长' }],
    }
  })
  const rest = objects.flatMap((object): Draft[] => {
    const key = String(object['key'])
    const shown = fieldsOf(object).map((field) => field.key)
    return [
      {
        kind: 'view',
        key: `${key}All`,
        object: key,
        type: 'table',
        label: key,
        fields: shown.slice(0, 3),
        filter: 'LEN(name) > 1',
      },
      {
        kind: 'layout',
        key: `${key}Form`,
        object: key,
        variant: 'form',
        sections: [{ label: '基本', items: shown.map((field) => ({ field })) }],
      },
    ]
  })
  const entries = objects.map(({ key }) => ({ label: key, view: `${String(key)}All` }))
  return [...objects, ...rest, { kind: 'menu', key: 'shopping', label: '菜单', entries }]
}

type Edit = (random: Random, version: RandomVersion, serial: number) => void

/** Something one does with documents; `undefined`: there is nothing to do it with. */
const edits: readonly Edit[] = [
  (random, { documents }, serial) => void (pick(random, documents)['label'] = `标签 ${serial}`),
  (random, { documents }, serial) => onField(random, documents, (field) => void (field['label'] = `字段 ${serial}`)),
  (random, { documents }, serial) => onField(random, documents, (field) => void (field['help'] = `说明 ${serial}`)),
  (random, { documents }) =>
    onField(random, documents, (field) => {
      if (field.type === 'formula') field['formula'] = String(field['formula']).replace(/\d+$/, String(digit(random)))
    }),
  (random, { documents }, serial) =>
    onField(random, documents, (field) => {
      const options = field['options'] as Draft[] | undefined
      if (options !== undefined) pick(random, options)['label'] = `选项 ${serial}`
    }),
  (random, { documents }, serial) =>
    onField(random, documents, (field) => {
      if (Array.isArray(field['options'])) (field['options'] as Draft[]).push({ key: `o${serial}`, label: '新' })
    }),
  (random, { documents }) =>
    onField(random, documents, (field) => {
      const options = field['options'] as Draft[] | undefined
      if (options !== undefined && options.length > 1) options.splice(Math.floor(random() * options.length), 1)
    }),
  (random, { documents }) => {
    const object = pick(random, of(documents, 'object'))
    const key = pick(random, names)
    if (!fieldsOf(object).some((field) => field.key === key))
      fieldsOf(object).push(newField(random, key, fieldsOf(object)))
  },
  dropField,
  renameField,
  (random, { documents }) => {
    const fields = fieldsOf(pick(random, of(documents, 'object')))
    const [moved] = fields.splice(Math.floor(random() * fields.length), 1)
    if (moved !== undefined) fields.splice(Math.floor(random() * (fields.length + 1)), 0, moved)
  },
  (random, { documents }) => {
    const rules = (pick(random, of(documents, 'object'))['rules'] ?? []) as Draft[]
    for (const rule of rules) rule['when'] = `LEN(name) > ${80 + digit(random)}`
  },
  (random, { documents }) =>
    onView(random, documents, (view) => void (view['filter'] = `LEN(name) > ${digit(random)}`)),
  (random, { documents }) =>
    onView(random, documents, (view) => void (view['sort'] = [pick(random, ['name', '-name'])])),
  (random, { documents }) =>
    onView(random, documents, (view, object) => {
      const shown = view['fields'] as string[]
      const hidden = fieldsOf(object).filter(({ key }) => !shown.includes(key))
      if (hidden.length > 0) shown.splice(Math.floor(random() * shown.length), 0, pick(random, hidden).key)
      else if (shown.length > 1) shown.pop()
    }),
  (random, { documents }) => {
    const layouts = of(documents, 'layout')
    if (layouts.length === 0) return
    const [section] = pick(random, layouts)['sections'] as Draft[]
    const items = section?.['items'] as Draft[]
    if (items.length === 0) return
    const draw = random()
    if (draw < 0.4 && items.length > 1) items.splice(Math.floor(random() * items.length), 1)
    else pick(random, items)['visibleWhen'] = `LEN(name) > ${digit(random)}`
  },
  (random, { documents }, serial) => {
    for (const menu of of(documents, 'menu')) {
      const entries = menu['entries'] as Draft[]
      if (random() < 0.5 && entries.length > 0) pick(random, entries)['label'] = `菜单 ${serial}`
      else
        entries.splice(Math.floor(random() * (entries.length + 1)), 0, {
          label: `链接 ${serial}`,
          url: `https://example.com/${serial}`,
        })
    }
  },
  (random, { documents }, serial) => {
    const object = pick(random, of(documents, 'object'))
    const fields = fieldsOf(object)
      .slice(0, 2)
      .map(({ key }) => key)
    documents.push({
      kind: 'view',
      key: `v${serial}`,
      object: object['key'],
      type: 'table',
      label: `视图 ${serial}`,
      fields,
    })
  },
]

/** Some edits, one after another. Documents that come from elsewhere are copied before. */
export function randomEdits(random: Random, version: RandomVersion, count: number, serial: number): void {
  for (let at = 0; at < count; at += 1) pick(random, edits)(random, version, serial * 100 + at)
}

function onField(random: Random, documents: readonly Draft[], edit: (field: Field) => void): void {
  edit(pick(random, fieldsOf(pick(random, of(documents, 'object')))))
}

function onView(random: Random, documents: readonly Draft[], edit: (view: Draft, object: Draft) => void): void {
  const views = of(documents, 'view')
  if (views.length === 0) return
  const view = pick(random, views)
  const object = of(documents, 'object').find(({ key }) => key === view['object'])
  if (object !== undefined) edit(view, object)
}

/** A field that no formula reads goes, also from lists and forms. */
function dropField(random: Random, { documents }: RandomVersion): void {
  const object = pick(random, of(documents, 'object'))
  const fields = fieldsOf(object)
  const formulas = fields.map((field) => String(field['formula'] ?? ''))
  const free = fields.filter(({ key }) => key !== 'name' && !formulas.some((text) => text.startsWith(`${key} `)))
  if (free.length === 0) return
  const { key } = pick(random, free)
  const about = documents.filter((one) => one['object'] === object['key'])
  for (const view of of(about, 'view')) if ((view['fields'] as string[]).every((shown) => shown === key)) return
  object['fields'] = fields.filter((field) => field.key !== key)
  for (const view of of(about, 'view')) view['fields'] = (view['fields'] as string[]).filter((shown) => shown !== key)
  for (const layout of of(about, 'layout'))
    for (const section of layout['sections'] as Draft[])
      section['items'] = (section['items'] as Draft[]).filter(({ field }) => field !== key)
}

function renameField(random: Random, { documents, formerKeys }: RandomVersion, serial: number): void {
  const object = pick(random, of(documents, 'object'))
  const fields = fieldsOf(object).filter(({ key }) => key !== 'name')
  if (fields.length === 0) return
  const field = pick(random, fields)
  const [from, to] = [field.key, `k${serial}`]
  const path = `object/${String(object['key'])}/fields`
  formerKeys[`${path}/${to}`] = formerKeys[`${path}/${from}`] ?? from
  delete formerKeys[`${path}/${from}`]
  field.key = to
  for (const other of fieldsOf(object))
    if (String(other['formula']).startsWith(`${from} `)) other['formula'] = String(other['formula']).replace(from, to)
  const about = documents.filter((one) => one['object'] === object['key'])
  for (const view of of(about, 'view'))
    view['fields'] = (view['fields'] as string[]).map((key) => (key === from ? to : key))
  for (const layout of of(about, 'layout'))
    for (const section of layout['sections'] as Draft[])
      for (const item of section['items'] as Draft[]) if (item['field'] === from) item['field'] = to
}

export const asDocuments = (documents: readonly Draft[]): readonly WireDocument[] =>
  documents as unknown as WireDocument[]
