import { expect, test } from '@jest/globals'
import { publish, withEngine, type TestEngine } from '../engine.testing.js'

const contact = (unique: readonly object[]) => ({
  kind: 'object',
  key: 'contact',
  label: { 'zh-CN': '联系人', en: 'Contact' },
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '姓名' },
    { key: 'company', type: 'text', label: { 'zh-CN': '公司', en: 'Company' } },
    { key: 'isMain', type: 'boolean', label: '主要联系人' },
    { key: 'rank', type: 'number', label: '级别' },
    { key: 'due', type: 'date', label: '到期' },
    {
      key: 'state',
      type: 'select',
      label: '状态',
      options: [
        { key: 'active', label: '在职' },
        { key: 'left', label: "离职 '\\" },
      ],
    },
  ],
  unique,
})
const main = { fields: ['company'], when: 'isMain and state <> "left"', message: '主要联系人只能有一位' }

const make = ({ engine, admin }: TestEngine, values: Record<string, unknown>) =>
  engine.records.create(admin, 'contact', { name: '王芳', ...values })

test('values are compared among the records that the condition speaks of, whoever writes', () =>
  withEngine('unique_when', [contact([main])], async (test) => {
    const { engine, admin } = test
    const first = await make(test, { company: '北辰', isMain: true })
    const second = await make(test, { company: '北辰', isMain: false })
    const taken = { code: 'record.duplicate', errors: [{ message: { 'zh-CN': '主要联系人只能有一位' } }] }
    await expect(make(test, { company: '北辰', isMain: true })).rejects.toMatchObject(taken)
    await make(test, { company: '北辰', isMain: true, state: 'left' })
    await expect(engine.records.update(admin, 'contact', second.id, { isMain: true })).rejects.toMatchObject(taken)

    // In one batch the main contact may change hands; of two that become it, the later one is refused.
    await engine.records.batch(admin, 'contact', {
      update: [
        { id: second.id, isMain: true },
        { id: first.id, isMain: false },
      ],
    })
    const create = ['天工', '天工', '云锦'].map((company) => ({ name: company, company, isMain: true }))
    const answer = await engine.records.batch(admin, 'contact', { create }, { partial: true })
    expect(answer).toMatchObject({ ok: 2, failed: 1, results: [{ ok: true }, { ok: false }, { ok: true }] })
    await engine.records.remove(admin, 'contact', second.id)
    await engine.records.update(admin, 'contact', first.id, { isMain: true })
    await expect(engine.records.restore(admin, 'contact', second.id)).rejects.toMatchObject({
      code: 'record.duplicate',
    })
  }))

test('of two simultaneous records one wins', () =>
  withEngine('unique_when', [contact([main])], async (test) => {
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => make(test, { company: '云锦', isMain: true })))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  }))

test('a publish that adds or widens the condition counts only the records it speaks of', () =>
  withEngine('unique_when_later', [contact([])], async (test) => {
    const { engine, admin } = test
    await make(test, { company: '北辰', isMain: true })
    await make(test, { company: '北辰', isMain: true, state: 'left' })
    await publish(engine, [contact([main])])
    const wider = { ...main, when: 'isMain' }
    const changes = [{ op: 'put', document: contact([wider]) as never }] as const
    expect((await engine.changes.plan(admin, { changes })).hazards).toMatchObject([
      { severity: 'block', rows: 2, id: 'unique.duplicates:contact.company' },
    ])
  }))

test.each([
  ['rank > 3', 'unique.condition'],
  ['LEN(name) = 2', 'unique.condition'],
  ['due = TODAY()', 'formula.volatile'],
  ['owner = me', 'formula.actor_dependent'],
])('the condition %j is refused with %s', (when, code) =>
  withEngine('unique_when_refused', [], async ({ engine }) => {
    await expect(publish(engine, [contact([{ fields: ['company'], when }])])).rejects.toMatchObject({
      errors: [{ path: '/changes/0/document/unique/0/when', code }],
    })
  }),
)

test('conditions over every kind of constant are the same in the index as in formulas', () =>
  withEngine('unique_when_kinds', [], async (test) => {
    const { engine, admin } = test
    const quoted = `name = "O'Brien ""x"" \\" or rank in [1, 2.5] or not (state = blank) or company <> "北'辰"`
    await publish(engine, [contact([{ fields: ['due'], when: quoted }])])
    const values = [
      { name: 'O\'Brien "x" \\', company: "北'辰" },
      { rank: 2.5, company: "北'辰" },
      { state: 'active', company: "北'辰" },
      { company: '别处' },
      { company: null },
      { company: "北'辰" },
    ]
    for (const [n, one] of values.entries()) {
      const due = `2026-01-0${n + 1}`
      await make(test, { due, ...one })
      const again = make(test, { due, ...one })
      if (n < 5) await expect(again).rejects.toMatchObject({ code: 'record.duplicate' })
      else await again
    }
    expect((await engine.records.query(admin, 'contact', { filter: quoted, count: 'exact' })).count).toBe(5)
  }))

test('a merge asks only for children that both count', () =>
  withEngine('unique_when_merge', [], async (test) => {
    const { engine, admin } = test
    const company = {
      kind: 'object',
      key: 'firm',
      label: '公司',
      fields: [{ key: 'name', type: 'text', label: '名称' }],
    }
    const person = contact([{ fields: ['firm'], when: 'isMain' }])
    const firm = { key: 'firm', type: 'lookup', target: 'firm', label: '公司' }
    await publish(engine, [company, { ...person, fields: [...person.fields, firm] }])
    const firms = []
    for (const name of ['北辰', '北辰物流']) firms.push((await engine.records.create(admin, 'firm', { name })).id)
    const [keep = '', merged = ''] = firms
    for (const firm of firms) {
      await make(test, { firm, isMain: firm === keep })
      await make(test, { firm, isMain: false })
    }
    await engine.records.merge(admin, 'firm', { keep, merge: [merged] })
    const { recordsJson } = await engine.records.query(admin, 'contact', { filter: `firm = "${keep}"` })
    expect(JSON.parse(recordsJson)).toHaveLength(4)
  }))
