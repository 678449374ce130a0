import { describe, expect, test } from '@jest/globals'
import type { ObjectDocument } from '@tessera/metadata'
import { effect, shallowReactive } from 'vue'
import type { PlainRecord } from '@/formula/evaluate'
import { objectModel } from '@/model/objects'
import { formSections, generatedForm, pageSections, sectionsOf } from './form-layout'
import { FormModel } from './form-model'
import { writtenLinks } from './values'

const documents = [
  {
    kind: 'object',
    key: 'account',
    label: '客户',
    fields: [
      { key: 'name', type: 'text', label: '名称' },
      { key: 'level', type: 'select', label: '等级', options: [{ key: 'vip', label: 'VIP' }] },
    ],
  },
  {
    kind: 'object',
    key: 'deal',
    label: '商机',
    titleField: 'name',
    fields: [
      { key: 'note', type: 'longText', label: '备注' },
      { key: 'name', type: 'text', label: '名称', required: true },
      { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
      {
        key: 'status',
        type: 'select',
        label: '状态',
        default: '"open"',
        options: ['open', 'won', 'lost'].map((key) => ({ key, label: key })),
      },
      { key: 'reason', type: 'text', label: '原因' },
      { key: 'amount', type: 'currency', label: '金额' },
      { key: 'discount', type: 'percent', label: '折扣', default: 'IF(customer.level = "vip", 0.1, 0)' },
      { key: 'net', type: 'formula', label: '净额', formula: 'amount * (1 - discount)', decimals: 2 },
      { key: 'email', type: 'email', label: '邮箱' },
      { key: 'lines', type: 'rollup', label: '行数', relation: 'line.deal', function: 'count' },
      { key: 'done', type: 'boolean', label: '完成' },
    ],
  },
] as unknown as readonly ObjectDocument[]

const objects = new Map(documents.map((document) => [document.key, objectModel(document)]))
const deal = objects.get('deal') as ReturnType<typeof objectModel>
const layout = {
  kind: 'layout',
  key: 'dealForm',
  object: 'deal',
  variant: 'form',
  sections: [
    { id: 's1', label: '基本', columns: 2, items: ['name', 'customer', 'status', 'gone'].map((field) => ({ field })) },
    {
      id: 's2',
      label: '输单',
      visibleWhen: 'status = "lost"',
      items: [{ field: 'reason', requiredWhen: 'amount > 1000' }],
    },
    {
      id: 's3',
      items: [{ field: 'amount', readOnlyWhen: 'status = "won"' }, { field: 'net' }, { field: 'email' }],
    },
  ],
} as const

function open(
  setup: { record?: PlainRecord; prefill?: PlainRecord } = {},
  linked = new Map<string, PlainRecord>(),
): FormModel {
  return new FormModel({
    object: deal,
    sections: formSections([layout as never], deal),
    world: {
      objects,
      me: 'u1',
      now: 0,
      today: '2026-01-31',
      timeZone: 'UTC',
      calendar: { weekend: [6, 7], holidays: [], workdays: [] },
      linked: (object, id) => linked.get(`${object}/${id}`),
    },
    ...setup,
  })
}

const itemOf = (form: FormModel, key: string) => {
  for (const section of form.sections)
    for (const item of section.items) if (item.field.key === key) return { section, item }
  throw new Error(key)
}
const isRequired = (form: FormModel, key: string): boolean => form.isRequired(itemOf(form, key).item)
const codes = (form: FormModel): string[] => form.check().map(({ path, code }) => `${path} ${code}`)

describe('what stands on a form', () => {
  test('is the layout for forms without fields that are gone, else the page, else everything one may fill in', () => {
    expect(formSections([layout as never], deal)[0]?.items.map(({ field }) => field.key)).toEqual([
      'name',
      'customer',
      'status',
    ])
    expect(formSections([{ ...layout, variant: 'page' } as never], deal)).toHaveLength(3)
    expect(formSections([{ ...layout, object: 'other' } as never], deal)).toEqual(generatedForm(deal))
    expect(generatedForm(deal)[0]?.items.map(({ field }) => field.key)).toEqual([
      'name',
      'note',
      'customer',
      'status',
      'reason',
      'amount',
      'discount',
      'email',
      'done',
      'owner',
    ])
  })

  test('on a page is everything, who made and changed it apart', () => {
    const [main, system] = pageSections([], deal)

    expect(main?.items).toHaveLength(deal.document.fields.length)
    expect(system?.items.map(({ field }) => field.key)).toEqual([
      'owner',
      'createdAt',
      'createdBy',
      'updatedAt',
      'updatedBy',
    ])
  })

  test('takes no more columns than its section has', () => {
    const wide = { ...layout, sections: [{ columns: 1, items: [{ field: 'name', span: 4 }] }] }

    expect(sectionsOf(wide as never, deal)[0]?.items[0]?.span).toBe(1)
  })
})

describe('a new record', () => {
  test('shows defaults at once and sends only what was typed', () => {
    const form = open()

    expect([
      form.value('status'),
      form.value('discount'),
      form.value('done'),
      form.value('lines'),
      form.value('owner'),
    ]).toEqual(['open', 0, false, 0, 'u1'])
    expect(form.isDirty).toBe(false)
    form.set('name', '屋顶')
    form.set('amount', 100)
    expect(form.value('net')).toBe(100)
    expect(form.changes()).toEqual({ name: '屋顶', amount: 100 })
    expect(form.isDirty).toBe(true)
  })

  test('follows a lookup when its values arrive', () => {
    const linked = shallowReactive(new Map<string, PlainRecord>())
    const form = open({}, linked)
    expect(form.needs.lookups).toEqual(new Map([['customer', new Set(['level'])]]))
    form.set('amount', 200)
    form.set('customer', 'a1')
    expect(form.value('discount')).toBe(0)

    linked.set('account/a1', { id: 'a1', title: '华强', level: 'vip' })

    expect(form.value('discount')).toBe(0.1)
    expect(form.value('net')).toBe(180)
    expect(form.changes()).toEqual({ amount: 200, customer: 'a1' })
  })

  test('shows the first stage of the way that counts for it, and sends none', () => {
    const stages = [
      {
        key: 'big',
        label: '大单',
        field: 'size',
        when: 'amount > 100',
        steps: [{ option: 'check' }, { option: 'go' }],
      },
      { key: 'rest', label: '其他', field: 'size', steps: [{ option: 'go' }] },
    ]
    const size = {
      key: 'size',
      type: 'select',
      label: '流程',
      options: [
        { key: 'check', label: 'a' },
        { key: 'go', label: 'b' },
      ],
    }
    const { fields } = deal.document
    const staged = objectModel({ ...deal.document, fields: [...fields, size], stages } as never)
    const form = new FormModel({ object: staged, sections: formSections([], staged), world: open().world })

    expect(form.value('size')).toBe('go')
    form.set('amount', 200)
    expect(form.value('size')).toBe('check')
    expect(form.changes()).toEqual({ amount: 200 })
  })

  test('keeps a default away once the field was touched', () => {
    const form = open()
    form.set('status', null)

    expect(form.value('status')).toBeNull()
    expect(form.changes()).toEqual({ status: null })
  })

  test('starts with what it was given, and sends it', () => {
    const form = open({ prefill: { customer: 'a1' } })

    expect(form.isDirty).toBe(false)
    expect(form.changes()).toEqual({ customer: 'a1' })
  })
})

describe('conditions', () => {
  test('show and hide as one types; hidden keeps its value, sends nothing and asks for nothing', () => {
    const form = open()
    form.set('name', 'x')
    form.set('amount', 5000)
    const { section, item } = itemOf(form, 'reason')
    expect(form.isVisible(section, item)).toBe(false)

    form.set('status', 'lost')
    expect(form.isVisible(section, item)).toBe(true)
    expect(isRequired(form, 'reason')).toBe(true)
    expect(codes(form)).toEqual(['reason field.required'])
    form.set('reason', '太贵')
    expect(form.changes()).toMatchObject({ reason: '太贵' })

    form.set('status', 'open')
    expect(form.value('reason')).toBe('太贵')
    expect(form.saved('reason')).toBeNull()
    expect(form.changes()).toEqual({ name: 'x', amount: 5000, status: 'open' })
    expect(codes(form)).toEqual([])
  })

  test('make read-only', () => {
    const form = open()
    form.set('status', 'won')

    expect(form.isReadOnly(itemOf(form, 'amount').item)).toBe(true)
    expect(form.isReadOnly(itemOf(form, 'net').item)).toBe(true)
  })

  test('that cannot be read leave the field alone', () => {
    const sections = sectionsOf(
      {
        ...layout,
        sections: [{ items: [{ field: 'name', visibleWhen: 'secret = 1', requiredWhen: 'secret' }] }],
      } as never,
      deal,
    )
    const form = new FormModel({ object: deal, sections, world: open().world })
    const item = sections[0]?.items[0]

    expect(form.isVisible(sections[0] as never, item as never)).toBe(true)
  })

  test('that read each other in a circle end', () => {
    const sections = sectionsOf(
      {
        ...layout,
        sections: [
          {
            items: [
              { field: 'reason', visibleWhen: 'note = "b"' },
              { field: 'note', visibleWhen: 'reason = "a"' },
            ],
          },
        ],
      } as never,
      deal,
    )
    const form = new FormModel({ object: deal, sections, world: open().world })
    form.set('reason', 'a')

    expect(() => form.changes()).not.toThrow()
  })
})

describe('a record that is changed', () => {
  const record = {
    id: 'r1',
    version: 3,
    name: '屋顶',
    customer: { id: 'a1', title: '华强' },
    amount: 10,
    discount: 0.5,
    email: null,
  }

  test('sends only what differs, lookups by id', () => {
    const form = open({ record })
    form.set('amount', 20)
    form.set('name', '屋顶二')
    form.set('name', '屋顶')
    form.set('customer', 'a1')

    expect(form.changes()).toEqual({ amount: 20 })
    expect(form.value('net')).toBe(10)
    form.reset()
    expect(form.isDirty).toBe(false)
  })

  test('may stay without a value that became required later, but not lose it', () => {
    const form = open({ record: { ...record, name: null } })
    expect(codes(form)).toEqual([])

    form.set('name', 'x')
    form.set('name', '')
    expect(codes(open({ record }))).toEqual([])
    const emptied = open({ record })
    emptied.set('name', '')
    expect(codes(emptied)).toEqual(['name field.required'])
  })
})

describe('problems', () => {
  test('are said when the person goes on, in the words of the server, and go when the value is repaired', () => {
    const form = open()
    const { item } = itemOf(form, 'email')
    form.set('email', 'nobody')
    expect(form.problemAt(item)).toBeUndefined()

    form.leave('email')
    expect(form.problemAt(item)).toMatchObject({ code: 'field.format', path: 'email' })

    form.set('email', 'Some.Body@Example.org')
    form.leave('email')
    expect(form.problemAt(item)).toBeUndefined()
    expect(form.value('email')).toBe('some.body@example.org')
  })

  test('name what was typed instead of a number', () => {
    const form = open()
    form.set('amount', '12a')
    form.set('name', 'x')

    expect(codes(form)).toEqual(['amount field.format'])
  })

  test('of the server stand at their field until it is changed; others come last', () => {
    const form = open()
    form.set('name', 'x')
    form.refuse([
      { path: '', code: 'rule.limit', message: '超出额度' },
      { path: 'name', code: 'record.duplicate', message: '名称重复' },
      { path: 'discount', code: 'field.type', message: '折扣不对' },
    ])

    expect(form.shownProblems().map(({ path }) => path)).toEqual(['name', '', 'discount'])
    form.set('name', 'y')
    expect(form.shownProblems().map(({ path }) => path)).toEqual(['', 'discount'])
  })

  test('of the server do not keep from asking it again: what was wrong may have been another field', () => {
    const form = open()
    form.set('name', 'x')
    form.refuse([{ path: 'amount', code: 'rule.limit', message: '超出额度' }])
    form.set('status', 'open')

    expect(form.check()).toEqual([])
  })
})

describe('a form of 60 fields', () => {
  const fields = Array.from({ length: 40 }, (_, n) => ({ key: `n${n}`, type: 'number', label: `数 ${n}` }))
  const sums = Array.from({ length: 20 }, (_, n) => ({
    key: `s${n}`,
    type: 'formula',
    label: `和 ${n}`,
    formula: `n${n} + n${n + 20}`,
  }))
  const big = objectModel({
    kind: 'object',
    key: 'big',
    label: '大',
    fields: [...fields, ...sums],
  } as unknown as ObjectDocument)
  const layoutOfBig = {
    kind: 'layout',
    key: 'bigForm',
    object: 'big',
    variant: 'form',
    sections: [
      {
        items: [...fields, ...sums].map(({ key }, n) => ({
          field: key,
          ...(n > 0 && n < 40 ? { visibleWhen: `n${n - 1} <> ${n * 1000}` } : {}),
        })),
      },
    ],
  }

  test('recomputes only what depends on the field that is typed into', () => {
    const form = new FormModel({
      object: big,
      sections: sectionsOf(layoutOfBig as never, big),
      world: { ...open().world, objects: new Map([['big', big]]) },
    })
    const draw = (): void => {
      for (const section of form.sections)
        for (const item of section.items) {
          form.isVisible(section, item)
          form.value(item.field.key)
          form.isRequired(item)
        }
    }
    const stop = effect(draw)
    const before = form.evaluations

    form.set('n5', 1)

    // The condition of n6, and the one sum that reads n5.
    expect(form.evaluations - before).toBe(2)
    expect(form.value('s5')).toBeNull()
    const started = performance.now()
    for (let n = 0; n < 100; n += 1) form.set('n5', n)
    expect((performance.now() - started) / 100).toBeLessThan(50)
    stop.effect.stop()
  })
})

test('links of a record that exists are written as what was added and taken away', () => {
  const stored = [
    { id: 'a', title: 'A' },
    { id: 'b', title: 'B' },
  ]

  expect(writtenLinks(['b', 'c'], stored)).toEqual({ add: ['c'], remove: ['a'] })
  expect(writtenLinks(null, stored)).toEqual({ add: [], remove: ['a', 'b'] })
  expect(writtenLinks(['a'], null)).toEqual({ add: ['a'], remove: [] })
})
