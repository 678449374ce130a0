import { describe, expect, test } from '@jest/globals'
import { fieldTypes } from '@tessera/blocks/server'
import type { StoredDocument } from '@tessera/metadata'
import type { Catalog, CatalogProblem } from './catalog.js'
import { objectById } from './catalog.js'
import { compileCatalog } from './compile-catalog.js'
import type { FieldBody, ObjectBody } from './object-body.js'
import { storedInputs } from './stored-inputs.js'

const field = (key: string, type: string, more: Partial<FieldBody> = {}): FieldBody => ({
  id: `f-${key}`,
  key,
  type,
  label: key,
  ...more,
})

const object = (key: string, fields: readonly FieldBody[], more: Partial<ObjectBody> = {}): ObjectBody => ({
  id: `o-${key}`,
  kind: 'object',
  key,
  label: key,
  titleField: fields[0]?.id ?? '',
  fields,
  ...more,
})

const user = object('user', [field('uname', 'text')], { system: true })

function compileAll(...objects: ObjectBody[]): { catalog: Catalog; problems: readonly CatalogProblem[] } {
  const documents = new Map([user, ...objects].map((body) => [body.id, body as unknown as StoredDocument]))
  const physical = [...documents.values()].flatMap((document) => [
    {
      objectId: document.id,
      partId: '',
      kind: 'table' as const,
      name: `${document.key}_t`,
      definition: {},
      hidden: false,
    },
    ...(document as unknown as ObjectBody).fields.map(({ id, key }) => ({
      objectId: document.id,
      partId: id,
      kind: 'column' as const,
      name: `${key.toLowerCase()}_c`,
      definition: {},
      hidden: false,
    })),
  ])
  return compileCatalog({
    workspace: {
      key: 'w',
      schema: 'ws_w',
      title: 'w',
      timeZone: 'UTC',
      calendar: { weekend: [6, 7], holidays: [], workdays: [] },
    },
    revision: 1,
    documents,
    physical,
    fieldTypes,
  })
}

const parts = (problems: readonly CatalogProblem[]): string[] =>
  problems.map(({ documentId, pointer, code }) => `${documentId}${pointer} ${code}`)

describe('types of computed fields', () => {
  test('a formula of a formula, of a roll-up and over a lookup is typed whatever the order of the document', () => {
    const { catalog, problems } = compileAll(
      object('account', [
        field('name', 'text'),
        field('share', 'formula', { formula: 'total / 2' }),
        field('total', 'rollup', { relation: 'o-deal.f-customer', function: 'sum', field: 'f-gross' }),
      ]),
      object('deal', [
        field('subject', 'text'),
        field('twice', 'formula', { formula: 'gross * 2' }),
        field('gross', 'formula', { formula: 'net * 1.06' }),
        field('net', 'currency'),
        field('customer', 'lookup', { target: 'o-account' }),
        field('who', 'formula', { formula: 'customer.name' }),
      ]),
    )

    expect(problems).toEqual([])
    const type = (objectId: string, id: string) => objectById(catalog, objectId).fieldsById.get(id)?.formulaType.kind
    expect([
      type('o-account', 'f-share'),
      type('o-account', 'f-total'),
      type('o-deal', 'f-twice'),
      type('o-deal', 'f-who'),
    ]).toEqual(['number', 'number', 'number', 'text'])
  })

  test('a cycle of formulas is told with its path', () => {
    const { problems } = compileAll(
      object('a', [
        field('x', 'formula', { formula: 'y + 1' }),
        field('y', 'formula', { formula: 'x + 1' }),
        field('n', 'text'),
      ]),
    )

    expect(problems.map(({ code }) => code)).toContain('formula.cycle')
    expect(problems.find(({ code }) => code === 'formula.cycle')?.message.en).toMatch(/x → y → x|y → x → y/)
  })

  test('a roll-up that reads itself through a lookup is a cycle', () => {
    const { problems } = compileAll(
      object('account', [
        field('name', 'text'),
        field('total', 'rollup', { relation: 'o-deal.f-customer', function: 'sum', field: 'f-part' }),
      ]),
      object('deal', [
        field('subject', 'text'),
        field('customer', 'lookup', { target: 'o-account' }),
        field('part', 'formula', { formula: 'customer.total / 10' }),
      ]),
    )

    expect(problems.map(({ code }) => code)).toContain('formula.cycle')
  })

  test('a roll-up that asks the clock is computed when read', () => {
    const { catalog, problems } = compileAll(
      object('account', [
        field('name', 'text'),
        field('due', 'rollup', { relation: 'o-deal.f-customer', function: 'count', filter: 'on < TODAY()' }),
      ]),
      object('deal', [
        field('subject', 'text'),
        field('on', 'date'),
        field('customer', 'lookup', { target: 'o-account' }),
      ]),
    )

    expect(problems).toEqual([])
    const due = objectById(catalog, 'o-account').fieldsById.get('f-due')
    expect([due?.class, due?.rollup?.stored, due?.column]).toEqual(['day', false, undefined])
  })

  test('a sum over text and a relation that does not point here are problems at their property', () => {
    const { problems } = compileAll(
      object('account', [
        field('name', 'text'),
        field('a', 'rollup', { relation: 'o-deal.f-customer', function: 'sum', field: 'f-subject' }),
        field('b', 'rollup', { relation: 'o-deal.f-subject', function: 'count' }),
      ]),
      object('deal', [field('subject', 'text'), field('customer', 'lookup', { target: 'o-account' })]),
    )

    expect(parts(problems)).toEqual([
      'o-account/fields/1/field rollup.field',
      'o-account/fields/2/relation rollup.relation',
    ])
  })
})

describe('defaults and rules', () => {
  test('defaults come in the order they read each other', () => {
    const { catalog } = compileAll(
      object('a', [
        field('n', 'text'),
        field('third', 'number', { default: 'second + 1' }),
        field('second', 'number', { default: 'first + 1' }),
        field('first', 'number', { default: '1' }),
      ]),
    )

    expect(objectById(catalog, 'o-a').defaults.map(({ key }) => key)).toEqual(['first', 'second', 'third'])
  })

  test('defaults that wait for each other are a cycle', () => {
    const { problems } = compileAll(
      object('a', [field('n', 'text'), field('x', 'number', { default: 'y' }), field('y', 'number', { default: 'x' })]),
    )

    expect(problems.map(({ code }) => code)).toEqual(['formula.cycle'])
  })

  test('a rule may look at the record before the change, a formula field may not', () => {
    const { problems } = compileAll(
      object('a', [field('n', 'text'), field('f', 'formula', { formula: 'old.n' })], {
        rules: [{ id: 'r', key: 'r', when: 'CHANGED(n) and old.n = "x"', message: 'no' }],
      }),
    )

    expect(parts(problems).every((part) => part.startsWith('o-a/fields/1/formula'))).toBe(true)
    expect(problems.length).toBeGreaterThan(0)
  })
})

test('the stored inputs of an expression follow formulas and name the lookups on the way', () => {
  const { catalog } = compileAll(
    object('account', [
      field('name', 'text'),
      field('level', 'number'),
      field('weight', 'formula', { formula: 'level * 2' }),
    ]),
    object('deal', [
      field('subject', 'text'),
      field('customer', 'lookup', { target: 'o-account' }),
      field('net', 'number'),
      field('score', 'formula', { formula: 'net * customer.weight' }),
    ]),
  )
  const deal = objectById(catalog, 'o-deal')
  const score = deal.fieldsById.get('f-score')?.formula
  if (score === undefined) throw new Error('no formula')

  const inputs = storedInputs(catalog, deal, score).map(({ over, field: id }) =>
    [...over.map((step) => step.field), id].join('.'),
  )

  expect(inputs.sort()).toEqual(['f-customer', 'f-customer.f-level', 'f-net'])
})
