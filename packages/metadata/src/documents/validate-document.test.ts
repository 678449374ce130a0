import { describe, expect, test } from '@jest/globals'
import { defineFieldType } from '../extensions/define-field-type.js'
import type { JsonSchema } from '../extensions/json-schema.js'
import { validateDocument } from './validate-document.js'

function fieldType(name: string, optionsSchema: JsonSchema) {
  return defineFieldType({
    name,
    title: { 'zh-CN': name, en: name },
    icon: name,
    group: 'text',
    optionsSchema,
    kind: 'stored',
    formulaType: () => ({ kind: 'text' }),
    emptyValue: null,
    parse: () => ({ value: null }),
    importText: () => ({ value: null }),
    writeSchema: () => ({}),
    readSchema: () => ({}),
    filterOperators: [],
  })
}

const option: JsonSchema = {
  type: 'object',
  required: ['key', 'label'],
  additionalProperties: false,
  properties: {
    id: { type: 'string' },
    key: { type: 'string', pattern: '^[a-z][A-Za-z0-9]{0,39}$' },
    label: { type: ['string', 'object'] },
  },
}

const fieldTypes = new Map(
  [
    fieldType('text', { type: 'object', properties: { maxLength: { type: 'integer', minimum: 1, default: 255 } } }),
    fieldType('formula', { type: 'object', properties: { formula: { type: 'string' } }, required: ['formula'] }),
    fieldType('lookup', { type: 'object', properties: { target: { type: 'string' }, tree: { type: 'boolean' } } }),
    fieldType('select', { type: 'object', properties: { options: { type: 'array', items: option } } }),
  ].map((type) => [type.name, type]),
)

const visit = {
  kind: 'object',
  key: 'visit',
  label: { 'zh-CN': '拜访', en: 'Visit' },
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: '主题', required: true, maxLength: 100 },
    {
      key: 'status',
      type: 'select',
      label: '状态',
      options: [{ key: 'planned', label: '计划' }],
      default: '"planned"',
    },
    { key: 'withTax', type: 'formula', label: '含税', formula: 'ROUND(cost * 1.06, 2)' },
  ],
  unique: [{ fields: ['subject', 'owner'], message: '同一客户一天只记一次' }],
  rules: [{ key: 'cost-limit', when: 'cost > 5000', field: 'subject', message: '费用超过 5000 需先审批' }],
} as const

/** code and path of every problem. */
function problemsOf(document: unknown): readonly (readonly [string, string])[] {
  return validateDocument(document, { fieldTypes }).map(({ code, path }) => [code, path])
}

describe('documents that fit', () => {
  test('an object as the contract shows it has no problems', () => {
    expect(validateDocument(visit, { fieldTypes })).toEqual([])
  })

  test.each([
    [
      'view',
      { object: 'visit', type: 'table', label: '全部', fields: ['subject', 'customer.name'], sort: ['-createdAt'] },
    ],
    [
      'layout',
      { object: 'visit', variant: 'page', sections: [{ label: '基本', columns: 2, items: [{ field: 'subject' }] }] },
    ],
    ['menu', { label: '主菜单', entries: [{ label: '销售', entries: [{ object: 'visit' }, { view: 'all' }] }] }],
    [
      'role',
      {
        label: '销售',
        grants: [{ object: 'visit', actions: ['read'], scope: 'own', fields: [{ field: 'subject', access: 'read' }] }],
      },
    ],
    [
      'workflow',
      {
        label: '提醒',
        active: true,
        object: 'visit',
        trigger: { type: 'recordCreated' },
        nodes: [
          { id: 'a', type: 'notify', config: {}, next: { done: 'b' } },
          { id: 'b', type: 'stop', config: {} },
        ],
        start: 'a',
      },
    ],
  ])('a %s has no problems', (kind, body) => {
    expect(validateDocument({ kind, key: 'sample', ...body })).toEqual([])
  })

  test('the two settings have no problems', () => {
    const calendar = { weekend: [6, 7], holidays: ['2026-10-01'], workdays: ['2026-10-10'] }
    const workspace = { title: '上海分公司', timeZone: 'Asia/Shanghai', locale: 'zh-CN', currency: 'CNY' }

    expect(validateDocument({ kind: 'setting', key: 'calendar', ...calendar })).toEqual([])
    expect(validateDocument({ kind: 'setting', key: 'workspace', ...workspace })).toEqual([])
  })
})

describe('the shape of a document', () => {
  test.each([
    ['no object at all', [], 'document.type', ''],
    ['no kind', {}, 'document.missing', '/kind'],
    ['an unknown kind', { kind: 'objcet', key: 'a' }, 'document.unknown_kind', '/kind'],
    ['an unknown property', { ...visit, titelField: 'subject' }, 'document.unknown_property', '/titelField'],
    ['a missing label', { ...visit, label: undefined }, 'document.missing', '/label'],
    ['a label in one language', { ...visit, label: { en: 'Visit' } }, 'document.missing', '/label/zh-CN'],
    ['a label of the wrong type', { ...visit, label: 3 }, 'document.type', '/label'],
    ['an empty label', { ...visit, label: '' }, 'document.too_short', '/label'],
    ['a key with a capital', { ...visit, key: 'Visit' }, 'document.key_form', '/key'],
    ['a key of 41 characters', { ...visit, key: 'a'.repeat(41) }, 'document.key_form', '/key'],
    ['a keyword as key', { ...visit, key: 'under' }, 'document.key_reserved', '/key'],
    [
      'no fields',
      { ...visit, titleField: undefined, unique: [], rules: [], fields: [] },
      'document.too_few',
      '/fields',
    ],
    [
      'a rule key with a blank',
      { ...visit, rules: [{ ...visit.rules[0], key: 'a b' }] },
      'document.rule_key_form',
      '/rules/0/key',
    ],
    [
      'an unknown variant',
      { kind: 'layout', key: 'a', object: 'b', variant: 'pages', sections: [] },
      'document.not_allowed',
      '/variant',
    ],
    ['an unknown setting', { kind: 'setting', key: 'calender' }, 'document.not_allowed', '/key'],
    [
      'a date that does not exist',
      { kind: 'setting', key: 'calendar', weekend: [], holidays: ['2026-02-30'], workdays: [] },
      'document.format',
      '/holidays/0',
    ],
    [
      'an unknown time zone',
      { kind: 'setting', key: 'workspace', title: 'A', timeZone: 'Mars/Base', locale: 'en', currency: 'CNY' },
      'document.format',
      '/timeZone',
    ],
  ])('%s is a problem', (_, document, code, path) => {
    expect(problemsOf(document)).toEqual([[code, path]])
  })

  test('many problems are found together', () => {
    const document = {
      ...visit,
      key: 'in',
      colour: 'red',
      fields: [{ key: 'id', type: 'text', label: '' }],
      unique: [],
    }

    expect(
      problemsOf(document)
        .map(([code]) => code)
        .sort(),
    ).toEqual([
      'document.key_reserved',
      'document.key_reserved',
      'document.too_short',
      'document.unknown_property',
      'reference.unknown',
      'reference.unknown',
    ])
  })
})

describe('what only the whole document shows', () => {
  const [subject, status] = visit.fields
  const base = { kind: 'object', key: 'visit', label: 'Visit' }

  test.each([
    ['a reserved field key', { fields: [{ ...subject, key: 'createdAt' }] }, 'document.key_reserved', '/fields/0/key'],
    [
      'a reserved key in other case',
      { fields: [{ ...subject, key: 'tItle' }] },
      'document.key_reserved',
      '/fields/0/key',
    ],
    [
      'a parent in a tree of another object',
      { fields: [subject, { key: 'up', type: 'lookup', label: '上级', target: 'account', tree: true }] },
      'document.tree_target',
      '/fields/1/tree',
    ],
    [
      'a second parent in a tree',
      {
        fields: ['up', 'above'].map((key) => ({ key, type: 'lookup', label: key, target: visit.key, tree: true })),
        titleField: undefined,
        unique: [],
        rules: [],
      },
      'document.tree_second',
      '/fields/1/tree',
    ],
    [
      'a field key twice',
      { fields: [subject, { ...subject, key: 'suBject' }] },
      'document.key_repeated',
      '/fields/1/key',
    ],
    [
      'a field id twice',
      {
        fields: [
          { ...subject, id: 'x' },
          { ...status, id: 'x' },
        ],
      },
      'document.id_repeated',
      '/fields/1/id',
    ],
    ['an unknown title field', { fields: [subject], titleField: 'subjekt' }, 'reference.unknown', '/titleField'],
    [
      'uniqueness of nothing',
      { fields: [subject], unique: [{ fields: ['subject', 'x'] }] },
      'reference.unknown',
      '/unique/0/fields/1',
    ],
    [
      'a rule at nothing',
      { fields: [subject], rules: [{ ...visit.rules[0], field: 'x' }] },
      'reference.unknown',
      '/rules/0/field',
    ],
    [
      'a rule key twice',
      { fields: [subject], rules: [visit.rules[0], visit.rules[0]] },
      'document.key_repeated',
      '/rules/1/key',
    ],
    [
      'an unknown type',
      { fields: [{ ...subject, type: 'txt', maxLength: 'x' }] },
      'document.unknown_field_type',
      '/fields/0/type',
    ],
    [
      'an option of another type',
      { fields: [{ ...subject, decimals: 2 }] },
      'document.unknown_property',
      '/fields/0/decimals',
    ],
    ['a bad option', { fields: [{ ...subject, maxLength: 0 }] }, 'document.too_small', '/fields/0/maxLength'],
    [
      'a missing option',
      { fields: [{ key: 'a', type: 'formula', label: 'A' }] },
      'document.missing',
      '/fields/0/formula',
    ],
    [
      'an option key twice',
      { fields: [{ ...status, options: [status.options[0], { key: 'plAnned', label: 'B' }] }] },
      'document.key_repeated',
      '/fields/0/options/1/key',
    ],
    [
      'an option key of bad form',
      { fields: [{ ...status, options: [{ key: 'In progress', label: 'B' }] }] },
      'document.key_form',
      '/fields/0/options/0/key',
    ],
  ])('%s is a problem', (_, body, code, path) => {
    expect(problemsOf({ ...base, ...body })).toEqual([[code, path]])
  })

  test.each([
    ['leads nowhere', [{ label: 'A' }], 'document.menu_target', '/entries/0'],
    ['leads to two places', [{ object: 'a', view: 'b' }], 'document.menu_target', '/entries/0'],
    ['is on a fourth level', nested(4), 'document.too_deep', '/entries/0/entries/0/entries/0/entries'],
  ])('a menu entry that %s is a problem', (_, entries, code, path) => {
    expect(problemsOf({ kind: 'menu', key: 'main', label: 'M', entries })).toEqual([[code, path]])
  })

  test('a workflow that leads nowhere, or lacks what its trigger needs, is a problem', () => {
    const nodes = [{ id: 'a', type: 'stop', config: {}, next: { done: 'c' } }]
    const workflow = { kind: 'workflow', key: 'w', label: 'W', active: true, nodes, start: 'b' }

    expect(problemsOf({ ...workflow, trigger: { type: 'schedule' } })).toEqual([
      ['reference.unknown', '/start'],
      ['reference.unknown', '/nodes/0/next/done'],
      ['document.missing', '/trigger/cron'],
    ])
    expect(
      problemsOf({ ...workflow, start: 'a', nodes: [{ ...nodes[0], next: {} }], trigger: { type: 'beforeSave' } }),
    ).toEqual([['document.missing', '/object']])
  })
})

describe('hostile documents', () => {
  test('NUL characters and halves of characters are found anywhere, in names too', () => {
    const document = {
      ...visit,
      label: 'a\u0000',
      rules: [{ ...visit.rules[0], message: { 'zh-CN': '\ud800', en: 'x' } }],
    }

    expect(problemsOf(document)).toEqual([
      ['text.invalid', '/rules/0/message/zh-CN'],
      ['text.invalid', '/label'],
    ])
    expect(problemsOf({ ...visit, 'x\u0000': 1 })).toEqual([['text.invalid', '']])
  })

  test('a name that would reach a prototype is refused', () => {
    const document = JSON.parse('{"kind":"view","key":"a","options":{"__proto__":{"x":1}}}') as unknown

    expect(problemsOf(document)).toEqual([['document.unknown_property', '/options/__proto__']])
  })

  test('nesting beyond reason is one problem, not an exhausted stack', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`) as unknown

    expect(problemsOf({ kind: 'view', key: 'a', options: deep })[0]?.[0]).toBe('document.too_deep')
  })

  test('a document that is wrong everywhere answers quickly with at most 100 problems', () => {
    const fields = Array.from({ length: 5000 }, (_, index) => ({ key: `a${index}`, type: 'tezt', colour: index }))
    // Its own work, not the time that other tests beside it take.
    const before = process.cpuUsage()

    expect(problemsOf({ ...visit, fields })).toHaveLength(100)
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000)
    expect(problemsOf({ ...visit, fields: Array.from({ length: 300_000 }, () => ({})) })).toEqual([
      ['document.too_many', '/fields'],
    ])
  })
})

describe('sentences', () => {
  test('come in the asked language with a proposal', () => {
    const document = { ...visit, titleField: 'subjct' }

    expect(validateDocument(document, { locale: 'zh-CN' })).toEqual([
      { path: '/titleField', code: 'reference.unknown', message: '没有字段「subjct」。您是不是想写「subject」？' },
    ])
    expect(validateDocument(document, { locale: 'en' })[0]?.message).toBe(
      'There is no field “subjct”. Did you mean “subject”?',
    )
  })

  test('show an example where a form is asked for', () => {
    const view = { kind: 'view', key: 'a', object: 'b', type: 'table', label: 'A', fields: ['Customer name'] }

    expect(validateDocument(view, { locale: 'zh-CN' })[0]?.message).toBe('格式不正确，应形如 customer.name。')
    expect(validateDocument(view, { locale: 'en' })[0]?.message).toBe('This does not have the form of customer.name.')
  })

  test('come in both languages when none is asked for', () => {
    expect(validateDocument({ ...visit, key: 'A' })[0]).toEqual({
      path: '/key',
      code: 'document.key_form',
      message: { 'zh-CN': '「A」不能用作 key。', en: '“A” cannot be a key.' },
      hint: {
        'zh-CN': '以小写英文字母开头，其后为英文字母或数字，最多 40 个字符，如 visitedOn。',
        en: 'Start with a lower-case letter, then letters and digits, at most 40 characters, such as visitedOn.',
      },
    })
  })
})

function nested(levels: number): readonly unknown[] {
  return [levels === 1 ? { object: 'a' } : { entries: nested(levels - 1) }]
}
