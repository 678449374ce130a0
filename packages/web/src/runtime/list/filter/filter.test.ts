import { describe, expect, test } from '@jest/globals'
import { fieldTypesWeb, type FilterOperator } from '@tessera/blocks/web'
import { compile } from '@tessera/formula'
import { formulaScope } from '@/formula/scope'
import { objectModel } from '@/model/objects'
import {
  conditionCount,
  isPlain,
  ME,
  noFilter,
  type Condition,
  type FilterGroup,
  type FilterItem,
} from './filter-model'
import { readFilter } from './read-filter'
import { tokensOf } from './tokens'
import { writeFilter } from './write-filter'

const types: Readonly<Record<string, string>> = {
  name: 'text',
  remark: 'longText',
  amount: 'currency',
  chance: 'percent',
  closeOn: 'date',
  createdAt: 'dateTime',
  stage: 'select',
  regions: 'multiSelect',
  isKey: 'boolean',
  owner: 'user',
  customer: 'lookup',
  related: 'anyLookup',
  opensAt: 'time',
  length: 'duration',
  stars: 'rating',
  done: 'progress',
  paint: 'colour',
  labels: 'tags',
  body: 'richText',
  settings: 'json',
  kind: 'cascader',
  spot: 'location',
  district: 'region',
  site: 'address',
  code: 'barcode',
}
const operatorsOf = (path: string): readonly FilterOperator[] | undefined =>
  fieldTypesWeb.get(types[path] ?? '')?.filters
const all = [...fieldTypesWeb.values()].flatMap(({ filters }) => filters)

const write = (group: FilterGroup): string | undefined => writeFilter(group, operatorsOf)
const read = (formula: string): FilterGroup => readFilter(formula, operatorsOf, all)
const where = (field: string, operator: string, ...values: readonly (string | number)[]): Condition => ({
  kind: 'condition',
  field,
  operator,
  values,
})
const and = (...items: readonly FilterItem[]): FilterGroup => ({ kind: 'group', join: 'and', items })
const or = (...items: readonly FilterItem[]): FilterGroup => ({ kind: 'group', join: 'or', items })

const sentences: readonly (readonly [Condition, string])[] = [
  [where('name', 'contains', 'ERP'), 'CONTAINS(LOWER(name), "erp")'],
  [where('name', 'contains', '华东'), 'CONTAINS(name, "华东")'],
  [where('name', 'containsNot', '华东'), 'not CONTAINS(name, "华东")'],
  [where('name', 'is', 'say "hi"'), 'name = "say ""hi"""'],
  [where('remark', 'blank'), 'ISBLANK(remark)'],
  [where('amount', 'atLeast', 1000), 'amount >= 1000'],
  [where('amount', 'is', -3.5), 'amount = -3.5'],
  [where('amount', 'between', 1, 5), '(amount >= 1 and amount <= 5)'],
  [where('chance', 'moreThan', 0.15), 'chance > 0.15'],
  [where('closeOn', 'within', 'today'), 'closeOn = TODAY()'],
  [where('closeOn', 'within', 'yesterday'), 'closeOn = TODAY() - 1'],
  [where('closeOn', 'within', 'lastDays', 7), '(closeOn > TODAY() - 7 and closeOn <= TODAY())'],
  [
    where('createdAt', 'within', 'lastWeek'),
    '(DATE(createdAt) >= STARTOF(DATEADD(TODAY(), -1, "weeks"), "week") and DATE(createdAt) <= ENDOF(DATEADD(TODAY(), -1, "weeks"), "week"))',
  ],
  [where('createdAt', 'since', '2026-01-31'), 'DATE(createdAt) >= "2026-01-31"'],
  [where('stage', 'anyOf', 'won', 'lost'), 'stage in ["won", "lost"]'],
  [where('stage', 'noneOf', 'won'), 'stage not in ["won"]'],
  [where('regions', 'anyOf', 'north'), 'CONTAINSANY(regions, ["north"])'],
  [where('isKey', 'yes'), 'isKey = true'],
  [where('owner', 'anyOf', ME, 'id-1'), 'owner in [me, "id-1"]'],
  [where('related', 'ofModule', 'account'), 'not ISBLANK(AS(related, account))'],
  [where('related', 'notBlank'), 'not ISBLANK(related)'],
  [where('customer', 'titleContains', '华'), 'CONTAINS(TITLE(customer), "华")'],
]

const record = '0191f7a4-5c1e-7c3b-9d2e-3f4a5b6c7d8e'
const samples: Readonly<Record<FilterOperator['input'], readonly (string | number)[]>> = {
  none: [],
  text: ['a"b'],
  number: [-12.5],
  numberRange: [1, 2],
  percent: [0.2],
  percentRange: [0.1, 0.2],
  duration: [5400],
  durationRange: [60, 5400],
  date: ['2026-01-31'],
  dateRange: ['2026-01-01', '2026-01-31'],
  time: ['09:30'],
  timeRange: ['09:30', '18:00'],
  period: [],
  options: ['won'],
  region: ['31'],
  regionName: ['上海市'],
  near: [31.23, -121.47, 5],
  tree: ['won'],
  words: ['重点', 'VIP'],
  people: [ME, record],
  records: [record],
  module: ['account'],
}

function samplesOf(field: string, operator: FilterOperator): readonly Condition[] {
  if (operator.input !== 'period') return [where(field, operator.name, ...samples[operator.input])]
  return Object.entries(operator.forms).map(([period, form]) =>
    where(field, operator.name, period, ...(form.includes('{number}') ? [7] : [])),
  )
}

describe('one condition', () => {
  test.each(sentences)('%j is %s', (condition, formula) => {
    expect(write(and(condition))).toBe(formula)
  })

  test.each(sentences)('and is read back from its formula: %j', (condition, formula) => {
    const [item] = read(formula).items
    const isLowered = formula.includes('"erp"')
    expect(item).toEqual(isLowered ? { ...condition, values: ['erp'] } : condition)
  })

  test('every operator of every type reads back what it wrote', () => {
    for (const [field, type] of Object.entries(types)) {
      for (const operator of fieldTypesWeb.get(type)?.filters ?? []) {
        for (const condition of samplesOf(field, operator)) {
          expect(read(write(and(condition)) ?? '').items).toEqual([condition])
        }
      }
    }
  })

  test('every operator of every type writes what the expression language takes', () => {
    const options = [{ key: 'won', label: 'Won' }]
    const documents = [
      {
        kind: 'object' as const,
        key: 'account',
        label: 'A',
        fields: [
          { key: 'name', type: 'text', label: 'N' },
          { key: 'parent', type: 'lookup', label: 'P', target: 'account', tree: true },
        ],
      },
      {
        kind: 'object' as const,
        key: 'user',
        label: 'U',
        fields: [
          { key: 'name', type: 'text', label: 'N' },
          { key: 'manager', type: 'user', label: 'M', tree: true },
        ],
        titleField: 'name',
      },
      {
        kind: 'object' as const,
        key: 'deal',
        label: 'D',
        fields: Object.entries(types)
          .filter(([key]) => key !== 'owner' && key !== 'createdAt')
          .map(([key, type]) => ({ key, type, label: key, options, target: 'account', targets: ['account'] })),
      },
    ]
    const scope = formulaScope(new Map(documents.map((one) => [one.key, objectModel(one)])), 'deal', {
      me: true,
      old: false,
    })
    for (const [field, type] of Object.entries(types)) {
      for (const operator of fieldTypesWeb.get(type)?.filters ?? []) {
        for (const condition of samplesOf(field, operator)) {
          const formula = write(and(condition)) ?? ''
          expect([formula, compile(formula, scope, { type: 'boolean' }).problems]).toEqual([formula, []])
        }
      }
    }
  })

  test('one that is not filled in narrows nothing', () => {
    expect(
      write(and(where('name', 'contains'), where('stage', 'anyOf'), where('amount', 'between', 1))),
    ).toBeUndefined()
  })

  test('other spellings of the same are recognised', () => {
    expect(read('stage = "won"').items).toEqual([where('stage', 'anyOf', 'won')])
    expect(read('isKey').items).toEqual([where('isKey', 'yes')])
    expect(read('NOT isKey').items).toEqual([where('isKey', 'no')])
    expect(read("name='x'").items).toEqual([where('name', 'is', 'x')])
  })
})

describe('groups', () => {
  const nested = and(
    where('stage', 'anyOf', 'won'),
    or(where('amount', 'moreThan', 5), and(where('isKey', 'yes'), where('closeOn', 'within', 'thisWeek'))),
  )

  test('are written with brackets and read back', () => {
    const formula = write(nested)
    expect(formula).toBe(
      'stage in ["won"] and (amount > 5 or (isKey = true and (closeOn >= STARTOF(TODAY(), "week") and closeOn <= ENDOF(TODAY(), "week"))))',
    )
    expect(read(formula ?? '')).toEqual(nested)
  })

  test('follow the precedence of «and» before «or» without brackets', () => {
    expect(read('isKey or name = "a" and amount > 1')).toEqual(
      or(where('isKey', 'yes'), and(where('name', 'is', 'a'), where('amount', 'moreThan', 1))),
    )
  })

  test('that are empty or hold one condition leave no brackets', () => {
    expect(write(and(or(), or(where('isKey', 'no'))))).toBe('isKey = false')
  })

  test('count their conditions and know whether one row can show them', () => {
    expect(conditionCount(nested)).toBe(4)
    expect(isPlain(nested)).toBe(false)
    expect(isPlain(and(where('isKey', 'yes'), where('isKey', 'no')))).toBe(true)
    expect(isPlain(or(where('isKey', 'yes'), where('isKey', 'no')))).toBe(false)
    expect(isPlain(noFilter)).toBe(true)
  })
})

describe('what we did not write', () => {
  test('stays word for word, beside what we know', () => {
    const group = read('stage in ["won"] and amount * 2 > LEN(name) and not (isKey = true and amount > 1)')
    expect(group.items).toEqual([
      where('stage', 'anyOf', 'won'),
      { kind: 'raw', text: 'amount * 2 > LEN(name)' },
      { kind: 'raw', text: 'not (isKey = true and amount > 1)' },
    ])
    expect(read(write(group) ?? '')).toEqual(group)
  })

  test('is one raw part where it cannot be read at all', () => {
    expect(read('a ~ b and').items).toEqual([{ kind: 'raw', text: 'a ~ b and' }])
    expect(read('stage in ["won"] and').items).toEqual([{ kind: 'raw', text: 'stage in ["won"] and' }])
    expect(read('(isKey').items).toEqual([{ kind: 'raw', text: '(isKey' }])
  })

  test('a condition about a deleted field can be seen, and does not hinder the others', () => {
    const group = read('#deleted(级别) in ["vip"] and isKey = true and LEN(#deleted(x)) > 1')
    expect(group.items).toEqual([
      where('#deleted(级别)', 'anyOf', 'vip'),
      where('isKey', 'yes'),
      { kind: 'raw', text: 'LEN(#deleted(x)) > 1' },
    ])
    expect(write(group)).toBe('isKey = true')
  })
})

test('tokens keep their places in the text', () => {
  expect(tokensOf('a.b >= "x"')?.map(({ value, start, end }) => [value, start, end])).toEqual([
    ['a.b', 0, 3],
    ['>=', 4, 6],
    ['x', 7, 10],
  ])
  expect(tokensOf('a ? b')).toBeUndefined()
})
