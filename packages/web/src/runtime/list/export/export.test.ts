import { describe, expect, test } from '@jest/globals'
import type { ExportColumn, ObjectDocument } from '@tessera/metadata'
import { fileNameOf } from '@/api/file-name'
import { objectModel } from '@/model/objects'
import { mostNamed, namedIds } from '../data/named-ids'
import { choicesOf, chosenPaths, differences, firstChosen, found, pathsToAsk } from './export-columns'
import { firstSettings, readSettings, writeSettings } from './export-settings'
import { formatFor, whatStops } from './what-stops'

const document: ObjectDocument = {
  kind: 'object',
  key: 'deal',
  id: 'o1',
  label: '商机',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'amount', type: 'currency', label: '金额' },
    { key: 'phone', type: 'phone', label: '电话' },
  ],
}
const deal = objectModel(document)
const inView = ['amount', 'customer.level', 'name']
const column = (field: string, access: ExportColumn['access'] = 'read'): ExportColumn => ({
  field,
  label: field.toUpperCase(),
  access,
  ...(access === 'read' ? {} : { reason: `${access}!` }),
})
const choices = choicesOf(
  [column('amount', 'masked'), column('customer.level', 'withheld'), column('name'), column('phone'), column('id')],
  inView,
)

/** A browser's storage, as long as the test. */
function storageOf(texts: Map<string, string> = new Map()): Storage {
  return {
    getItem: (name: string) => texts.get(name) ?? null,
    setItem: (name: string, text: string) => void texts.set(name, text),
  } as unknown as Storage
}

describe('the columns of an export', () => {
  test('are asked about in the order of the view, then of the document, and the id last', () => {
    const paths = pathsToAsk(inView, deal)

    expect(paths.slice(0, 4)).toEqual(['amount', 'customer.level', 'name', 'phone'])
    expect(paths.at(-1)).toBe('id')
    expect(new Set(paths).size).toBe(paths.length)
  })

  test('are those of the view at first, without what may not leave', () => {
    expect(chosenPaths(choices, firstChosen(choices, firstSettings))).toEqual(['amount', 'name'])
  })

  test('are what a person made of them last time, and follow a view that changed since', () => {
    const kept = { ...firstSettings, ...differences(choices, new Set(['name', 'phone'])) }
    const later = choicesOf([column('amount'), column('id'), column('name'), column('phone')], ['amount', 'id', 'name'])

    expect(kept).toMatchObject({ added: ['phone'], left: ['amount'] })
    expect(chosenPaths(later, firstChosen(later, kept))).toEqual(['id', 'name', 'phone'])
  })

  test('are found by a part of their names, whatever the case', () => {
    expect(found(choices, ' NaM ').map(({ path }) => path)).toEqual(['name'])
    expect(found(choices, '')).toHaveLength(choices.length)
  })
})

describe('the settings of an export', () => {
  test('are kept for each view, person and module', () => {
    const storage = storageOf()
    const csv = { ...firstSettings, format: 'csv', forMachines: true } as const
    writeSettings(storage, 'li', deal, 'won', csv)
    writeSettings(storage, 'li', deal, '~all', { ...firstSettings, left: ['name'] })

    expect(readSettings(storage, 'li', deal, 'won')).toEqual(csv)
    expect(readSettings(storage, 'li', deal, '~all').left).toEqual(['name'])
    expect(readSettings(storage, 'wang', deal, 'won')).toEqual(firstSettings)
  })

  test.each([
    '',
    'null',
    '[]',
    '{"won":{"format":"pdf"}}',
    '{"won":{"format":"csv","forMachines":true,"added":[1],"left":[]}}',
  ])('that cannot be read are the first ones: %s', (text) => {
    const storage = storageOf(new Map([['tessera.export.li.o1', text]]))

    expect(readSettings(storage, 'li', deal, 'won')).toEqual(firstSettings)
  })
})

describe('before an export', () => {
  const max = { csv: 1_000, xlsx: 50 }
  const wish = { format: 'xlsx', columns: 3, isTooManySelected: false, isOther: false } as const

  test.each([
    ['counts first', undefined, {}, 'counting'],
    ['is off without a record', { count: 0, max }, {}, 'noRecords'],
    ['is off for one record more than Excel takes', { count: 51, max }, {}, 'tooMany'],
    ['is on for as many as Excel takes', { count: 50, max }, {}, undefined],
    ['is on for as many as CSV takes', { count: 1_000, max }, { format: 'csv' }, undefined],
    ['is off for one record more than CSV takes', { count: 1_001, max }, { format: 'csv' }, 'tooMany'],
    ['is off without a column', { count: 5, max }, { columns: 0 }, 'noColumns'],
    ['is off while another one runs', { count: 5, max }, { isOther: true }, 'other'],
    ['is off where more are ticked than can be named', undefined, { isTooManySelected: true }, 'tooManySelected'],
  ] as const)('the button %s', (_, counted, part, stop) => {
    expect(whatStops(counted, { ...wish, ...part })).toBe(stop)
  })

  test('the other format stands in where only that holds so many records', () => {
    expect(formatFor('xlsx', { count: 50, max })).toBe('xlsx')
    expect(formatFor('xlsx', { count: 51, max })).toBe('csv')
    expect(formatFor('xlsx', { count: 1_001, max })).toBe('xlsx')
    expect(formatFor('csv', undefined)).toBe('csv')
  })
})

test('as many ids as one filter may name fit a formula of the server', () => {
  const ids = Array.from({ length: mostNamed }, (_, n) => `01980000-0000-7000-8000-${String(n).padStart(12, '0')}`)

  expect(namedIds(ids.slice(0, 2))).toBe(`id in ["${ids[0]}","${ids[1]}"]`)
  expect(namedIds(ids).length).toBeLessThanOrEqual(20_000)
})

test.each([
  ["attachment; filename*=UTF-8''%E5%AE%A2%E6%88%B7-2026-12-01.xlsx", '客户-2026-12-01.xlsx'],
  ['attachment; filename="deals.csv"; filename*=UTF-8\'\'%E5%95%86%E6%9C%BA.csv', '商机.csv'],
  ['attachment; filename="a \\"b\\".csv"', 'a "b".csv'],
  ['attachment; filename=plain.csv', 'plain.csv'],
  ["attachment; filename*=UTF-8''%E5%A", undefined],
  ['attachment', undefined],
  [null, undefined],
])('the name of the file in %s is %s', (disposition, name) => {
  expect(fileNameOf(disposition)).toBe(name)
})
