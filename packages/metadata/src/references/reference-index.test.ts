import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import type { StoredDocument, WireDocument } from '../documents/document.js'
import { partsOf } from '../documents/checks/parts.js'
import { assignIds } from '../stored/assign-ids.js'
import { createResolver } from '../stored/reference-resolver.js'
import { toStoredDocument } from '../stored/to-stored-document.js'
import { toWireDocument, type DocumentNames } from '../stored/to-wire-document.js'
import { buildReferenceIndex } from './reference-index.js'

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

const visit: WireDocument = {
  kind: 'object',
  key: 'visit',
  label: '拜访',
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: '主题', default: '"a"' },
    { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
    { key: 'status', type: 'select', label: '状态', options: [{ key: 'done', label: '完成' }] },
    { key: 'cost', type: 'formula', label: '费用', formula: '#cost#' },
  ],
  rules: [{ key: 'limit', when: '#when#', field: 'status', message: '不行' }],
}

const account: WireDocument = {
  kind: 'object',
  key: 'account',
  label: '客户',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'visits', type: 'rollup', label: '拜访数', relation: 'visit.customer', function: 'count' },
  ],
}

const view: WireDocument = {
  kind: 'view',
  key: 'all',
  object: 'visit',
  type: 'table',
  label: '全部拜访',
  fields: ['subject', 'customer.name'],
  filter: '#filter#',
  sort: ['-customer.name'],
}

const menu: WireDocument = {
  kind: 'menu',
  key: 'main',
  label: '菜单',
  entries: [{ label: '拜访', entries: [{ view: 'all' }] }],
}

/** The documents in stored form; `#…#` stands for formulas that use the field status, its option and the lookup's name. */
function storedSet(): ReadonlyMap<string, StoredDocument> {
  const input = { previous: undefined, isTaken: () => false, isOptionTaken: () => false, hash }
  const incoming = [visit, account, view, menu].map((document) => assignIds(document, input).document)
  const resolver = createResolver({ stored: [], incoming, fieldTypes: new Map() })
  const field = (object: number, key: string) => resolver.field(String(incoming[object]?.id), key)?.id
  const [status, customer, name] = [field(0, 'status'), field(0, 'customer'), field(1, 'name')]
  const formulas: Record<string, string> = {
    '#cost#': `LEN(@{${customer}}.@{${name}}) + 1`,
    '#when#': `@{${status}} = @"${status}/done"`,
    '#filter#': `@{${status}} in [@"${status}/done"]`,
  }
  const stored = incoming.map(
    (document) => toStoredDocument(document, resolver, (text) => formulas[text] ?? text).document,
  )
  return new Map(stored.map((document) => [document.id, document]))
}

/** Today's names of a set. */
function namesOf(set: ReadonlyMap<string, StoredDocument>): DocumentNames {
  const fields = new Map(
    [...set.values()].flatMap((document) => partsOf(document, 'fields').map(({ body }) => [String(body.id), body])),
  )
  return {
    document: (id) => set.get(id),
    field: (id) => {
      const field = fields.get(id)
      return field === undefined ? undefined : { key: String(field.key) }
    },
    option: (field, option) => {
      const found = partsOf(fields.get(field) ?? {}, 'options').find(({ body }) => body.id === option)
      return found === undefined ? undefined : { key: String(found.body.key) }
    },
  }
}

const set = storedSet()
const find = (kind: string, key: string): StoredDocument =>
  [...set.values()].find((each) => each.kind === kind && each.key === key)!
const fieldOf = (object: string, key: string): string =>
  String(partsOf(find('object', object), 'fields').find(({ body }) => body.key === key)?.body.id)
const index = buildReferenceIndex(set)
const placesOf = (sources: readonly { kind: string; key: string; path: string }[]): readonly string[] =>
  sources.map(({ kind, key, path }) => `${kind}/${key}${path}`)

describe('the reference index', () => {
  test('finds a field in properties, paths and formulas', () => {
    expect(placesOf(index.ofField(fieldOf('account', 'name')))).toEqual([
      'object/visit/fields/3/formula',
      'view/all/fields/1',
      'view/all/sort/0',
    ])
    expect(placesOf(index.ofField(fieldOf('visit', 'customer')))).toEqual([
      'object/visit/fields/3/formula',
      'object/account/fields/1/relation',
      'view/all/fields/1',
      'view/all/sort/0',
    ])
    expect(placesOf(index.ofField(fieldOf('visit', 'status')))).toEqual([
      'object/visit/rules/0/when',
      'object/visit/rules/0/field',
      'view/all/filter',
    ])
  })

  test('finds an option in formulas', () => {
    expect(placesOf(index.ofOption(fieldOf('visit', 'status'), 'done'))).toEqual([
      'object/visit/rules/0/when',
      'view/all/filter',
    ])
  })

  test('finds objects and views', () => {
    expect(placesOf(index.ofDocument(find('object', 'visit').id))).toEqual([
      'object/account/fields/1/relation',
      'view/all/object',
    ])
    expect(placesOf(index.ofDocument(find('view', 'all').id))).toEqual(['menu/main/entries/0/entries/0/view'])
  })

  test('names the nearest part that has a name', () => {
    const labels = index.ofField(fieldOf('visit', 'status')).map(({ label }) => label)

    expect(labels).toEqual(['不行', '不行', '全部拜访'])
    expect(index.ofDocument(find('view', 'all').id)[0]?.label).toBe('拜访')
  })

  test('does not take a text for a reference', () => {
    const text = { ...find('object', 'visit'), label: `@{${fieldOf('account', 'name')}}` }

    expect(buildReferenceIndex(new Map([[text.id, text]])).ofField(fieldOf('account', 'name'))).toHaveLength(1)
  })
})

describe('the wire form', () => {
  test('of a stored document reads with keys again', () => {
    const wire = toWireDocument(find('object', 'visit'), namesOf(set))

    expect(wire).toMatchObject({
      titleField: 'subject',
      fields: [{}, { target: 'account' }, {}, { formula: 'LEN(customer.name) + 1' }],
      rules: [{ field: 'status', when: 'status = "done"' }],
    })
    expect(toWireDocument(find('object', 'account'), namesOf(set))).toMatchObject({
      fields: [{}, { relation: 'visit.customer' }],
    })
    expect(toWireDocument(find('view', 'all'), namesOf(set))).toMatchObject({
      object: 'visit',
      fields: ['subject', 'customer.name'],
      sort: ['-customer.name'],
      filter: 'status in ["done"]',
    })
  })

  test('follows renames without touching the stored document', () => {
    const names = namesOf(set)
    const renamed: DocumentNames = {
      ...names,
      field: (id) => (id === fieldOf('account', 'name') ? { key: 'fullName' } : names.field(id)),
    }

    expect(toWireDocument(find('view', 'all'), renamed)).toMatchObject({ fields: ['subject', 'customer.fullName'] })
  })

  test('shows what is gone', () => {
    const names = namesOf(set)
    const gone: DocumentNames = {
      ...names,
      field: (id) => (id === fieldOf('visit', 'status') ? { deleted: '状态' } : names.field(id)),
    }

    expect(toWireDocument(find('object', 'visit'), gone)).toMatchObject({ rules: [{ field: '#deleted(状态)' }] })
  })

  test('of every stored document stores to the same document again', () => {
    const resolver = createResolver({ stored: set.values(), incoming: [], fieldTypes: new Map() })

    for (const document of set.values()) {
      const wire = toWireDocument(document, namesOf(set)) as WireDocument & { readonly id: string }
      const { document: again } = toStoredDocument(wire, resolver, (_, __, pointer) => formulaAt(document, pointer))
      expect(again).toEqual(document)
    }
  })
})

/** The text at a pointer: storing formulas needs a catalog, which this package does not have. */
function formulaAt(document: StoredDocument, pointer: string): string {
  let value: unknown = document
  for (const step of pointer.split('/').slice(1)) value = (value as Record<string, unknown>)[step]
  return String(value)
}
