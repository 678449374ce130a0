import { describe, expect, test } from '@jest/globals'
import type { Hazard } from '@tessera/metadata'
import { errorOf, withWorkshop } from '../workshop.testing.js'
import type { FieldDraft, ObjectDraft, Workshop } from '../workshop.testing.js'

const account = {
  kind: 'object',
  key: 'account',
  label: '客户',
  fields: [{ key: 'name', type: 'text', label: '名称' }],
}

const note = {
  kind: 'object',
  key: 'note',
  label: '记录',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'amount', type: 'text', label: '金额' },
  ],
}

/** Changes one field of `note` (or of another object) and publishes, accepting every warning. */
async function change(
  { object, put }: Workshop,
  key: string,
  to: Partial<FieldDraft>,
  where = 'note',
): Promise<number> {
  return (await put(withField(await object(where), key, to))).revision
}

function withField(draft: ObjectDraft, key: string, to: Partial<FieldDraft>): ObjectDraft {
  const { id, label } = draft.fields.find((field) => field.key === key) ?? { id: '', label: '' }
  draft.fields = draft.fields.map((field) => (field.key === key ? ({ id, key, label, ...to } as FieldDraft) : field))
  return draft
}

async function hazardsOfChange(workshop: Workshop, key: string, to: Partial<FieldDraft>): Promise<readonly Hazard[]> {
  const document = withField(await workshop.object('note'), key, to)
  const plan = await workshop.engine.changes.plan(workshop.admin, {
    changes: [{ op: 'put', document: document as never }],
  })
  return plan.hazards
}

async function values({ records }: Workshop, key: string): Promise<readonly unknown[]> {
  return (await records('note')).map((record) => record[key])
}

async function withAmounts(amounts: readonly unknown[], body: (workshop: Workshop) => Promise<void>): Promise<void> {
  await withWorkshop(async (workshop) => {
    await workshop.put(note)
    for (const [index, amount] of amounts.entries()) await workshop.create('note', { name: `n${index}`, amount })
    await body(workshop)
  })
}

describe('a field that gets another type', () => {
  test('has its values tried out in the plan, which counts and shows those that cannot be converted', () =>
    withAmounts(['12', '¥1,200.50', '约三百', null, 'N/A'], async (workshop) => {
      const hazards = await hazardsOfChange(workshop, 'amount', { type: 'number' })

      expect(hazards).toMatchObject([
        {
          id: 'field.convert:note.amount',
          severity: 'warn',
          rows: 3,
          samples: [
            { title: 'n1', value: '¥1,200.50' },
            { title: 'n2', value: '约三百' },
            { title: 'n4', value: 'N/A' },
          ],
        },
      ])
      expect(hazards[0]?.message).toMatchObject({
        'zh-CN':
          '「金额」的 4 个值将从「单行文本」转换为「数字」，其中 3 个无法转换：它们会留空并进入待处理列表，原值保留，撤销会恢复。',
      })
      expect(await values(workshop, 'amount')).toEqual(['12', '¥1,200.50', '约三百', null, 'N/A'])
    }))

  test('holds the converted values after the publish, and every original again after the undo', () =>
    withAmounts(['12', ' 1,200.50 ', '约三百', null], async (workshop) => {
      const revision = await change(workshop, 'amount', { type: 'number' })
      expect(await values(workshop, 'amount')).toEqual([12, 1200.5, null, null])

      await workshop.undo(revision)
      expect(await values(workshop, 'amount')).toEqual(['12', ' 1,200.50 ', '约三百', null])
    }))

  test('keeps after the undo what was edited in between, made from its new value', () =>
    withAmounts(['12', '007', '约三百'], async (workshop) => {
      const revision = await change(workshop, 'amount', { type: 'number' })
      const [first, , third] = await workshop.records('note')
      await workshop.engine.records.update(workshop.admin, 'note', String(first?.id), { amount: 13.5 })
      await workshop.engine.records.update(workshop.admin, 'note', String(third?.id), { amount: 300 })

      await workshop.undo(revision)
      expect(await values(workshop, 'amount')).toEqual(['13.5', '007', '300'])
    }))

  test('may go to and fro, and each original returns with its own type', () =>
    withAmounts(['甲', '乙', '丙'], async (workshop) => {
      const options = [
        { key: 'a', label: '甲' },
        { key: 'b', label: '乙' },
      ]
      const first = await change(workshop, 'amount', { type: 'select', options })
      expect(await values(workshop, 'amount')).toEqual(['a', 'b', null])
      const second = await change(workshop, 'amount', { type: 'number' })
      expect(await values(workshop, 'amount')).toEqual([null, null, null])

      await workshop.undo(second)
      expect(await values(workshop, 'amount')).toEqual(['a', 'b', null])
      await workshop.undo(first)
      expect(await values(workshop, 'amount')).toEqual(['甲', '乙', '丙'])
    }))

  test('takes records in the bin along, and touches neither version nor history', () =>
    withAmounts(['5', '6'], async (workshop) => {
      const [first, second] = await workshop.records('note')
      await workshop.engine.records.remove(workshop.admin, 'note', String(first?.id))
      await change(workshop, 'amount', { type: 'number' })
      await workshop.engine.records.restore(workshop.admin, 'note', String(first?.id))
      const { entries } = await workshop.engine.records.history(workshop.admin, 'note', String(second?.id), {})

      expect(await values(workshop, 'amount')).toEqual([5, 6])
      expect((await workshop.records('note')).at(-1)?.version).toBe(1)
      expect(entries.map(({ op }) => op)).toEqual(['create'])
    }))

  test('that feeds a sum has it recomputed, and again after the undo', () =>
    withWorkshop(async (workshop) => {
      const parent = {
        kind: 'object',
        key: 'parent',
        label: '父',
        fields: [{ key: 'name', type: 'text', label: '名' }],
      }
      const child = {
        kind: 'object',
        key: 'note',
        label: '子',
        fields: [
          { key: 'parent', type: 'lookup', label: '父', target: 'parent' },
          { key: 'amount', type: 'text', label: '金额' },
        ],
      }
      await workshop.put(parent, child)
      const [id] = await workshop.create('parent', { name: 'p' })
      await workshop.create('note', { parent: id, amount: '10' }, { parent: id, amount: '2.5' })
      await change(workshop, 'amount', { type: 'number' })
      const draft = await workshop.object('parent')
      draft.fields.push({
        key: 'total',
        type: 'rollup',
        label: '合计',
        relation: 'note.parent',
        function: 'sum',
        field: 'amount',
      })
      await workshop.put(draft)

      expect((await workshop.records('parent'))[0]?.total).toBe(12.5)
      await change(workshop, 'amount', { type: 'currency' })
      expect((await workshop.records('parent'))[0]?.total).toBe(12.5)
    }))

  test('finds the records of a lookup by their title, and gives titles back', () =>
    withWorkshop(async (workshop) => {
      await workshop.put(account, note)
      await workshop.create('account', { name: '天工' }, { name: '北辰' }, { name: '北辰' })
      await workshop.create(
        'note',
        { name: 'a', amount: '天工' },
        { name: 'b', amount: '北辰' },
        { name: 'c', amount: '无名' },
      )
      const hazards = await hazardsOfChange(workshop, 'amount', { type: 'lookup', target: 'account' })
      expect(
        hazards.find(({ id }) => id === 'field.convert:note.amount')?.samples.map(({ reason }) => reason),
      ).toMatchObject([
        { 'zh-CN': '有 2 条标题为「北辰」的记录，无法确定是哪一条。' },
        { 'zh-CN': '没有标题为「无名」的记录。' },
      ])

      const revision = await change(workshop, 'amount', { type: 'lookup', target: 'account' })
      expect(await values(workshop, 'amount')).toMatchObject([{ title: '天工' }, null, null])
      await change(workshop, 'amount', { type: 'longText' })
      expect(await values(workshop, 'amount')).toEqual(['天工', null, null])
      await workshop.undo(revision + 1)
      await workshop.undo(revision)
      expect(await values(workshop, 'amount')).toEqual(['天工', '北辰', '无名'])
    }))

  test('is refused while it is unique, with the way out', () =>
    withAmounts(['1'], async (workshop) => {
      const draft = await workshop.object('note')
      await workshop.put({ ...draft, unique: [{ fields: ['amount'] }] })

      expect(await hazardsOfChange(workshop, 'amount', { type: 'number' })).toMatchObject([
        { id: 'field.convert_unique:note.amount', severity: 'block' },
      ])
    }))
})

describe('values that could not be converted', () => {
  const options = [
    { key: 'a', label: '甲' },
    { key: 'b', label: '乙' },
  ]

  test('wait with their reason until the record has a value', () =>
    withAmounts(['甲', '丙', '丁', null], async (workshop) => {
      const { engine, admin } = workshop
      await change(workshop, 'amount', { type: 'select', options })
      const [, second] = await workshop.records('note')

      expect(await engine.conversions.list(admin, 'note')).toMatchObject([
        { field: 'amount', from: { 'zh-CN': '单行文本' }, to: { 'zh-CN': '单选' }, waiting: 2 },
      ])
      const { values: waiting, next } = await engine.conversions.waiting(admin, 'note', 'amount', {})
      expect([next, waiting.map(({ title, value, reason }) => [title, value, reason === null])]).toEqual([
        null,
        [
          ['n1', '丙', false],
          ['n2', '丁', false],
        ],
      ])

      await engine.records.update(admin, 'note', String(second?.id), { amount: 'b' })
      expect((await engine.conversions.waiting(admin, 'note', 'amount', {})).values.map(({ value }) => value)).toEqual([
        '丁',
      ])
    }))

  test('are taken in when the type takes them later, each as an ordinary change; what a person has cleared is not', () =>
    withAmounts(['甲', '丙', '丁'], async (workshop) => {
      const { engine, admin } = workshop
      await change(workshop, 'amount', { type: 'select', options })
      const [first, second] = await workshop.records('note')
      await engine.records.update(admin, 'note', String(first?.id), { amount: null })
      const draft = await workshop.object('note')
      const choices = draft.fields.find(({ key }) => key === 'amount')?.options as object[]
      choices.push({ key: 'c', label: '丙' })
      await workshop.put(draft)

      expect(await engine.conversions.retry(admin, 'note', 'amount')).toEqual({
        converted: 1,
        made: 0,
        refused: 0,
        waiting: 1,
      })
      expect(await values(workshop, 'amount')).toEqual([null, 'c', null])
      const { entries } = await engine.records.history(admin, 'note', String(second?.id), {})
      expect(entries[0]).toMatchObject({
        op: 'change',
        version: 2,
        changes: [{ field: 'amount', from: null, to: 'c' }],
      })
    }))

  test('come in pages, each of them once, also of two conversions of one field', () =>
    withAmounts(['甲', 'x1', 'x2', 'x3'], async (workshop) => {
      const { engine, admin } = workshop
      await change(workshop, 'amount', { type: 'select', options })
      await change(workshop, 'amount', { type: 'number' })
      const seen: string[] = []
      for (let after: string | undefined; ;) {
        const page = await engine.conversions.waiting(admin, 'note', 'amount', {
          limit: 1,
          ...(after === undefined ? {} : { after }),
        })
        seen.push(...page.values.map(({ value }) => value))
        if (page.next === null) break
        after = page.next
      }

      expect(seen).toEqual(['甲', 'x1', 'x2', 'x3'])
      expect(await engine.conversions.list(admin, 'note')).toMatchObject([{ waiting: 4, from: { 'zh-CN': '单选' } }])
    }))

  test('are gone when the conversion is undone', () =>
    withAmounts(['丙'], async (workshop) => {
      const revision = await change(workshop, 'amount', { type: 'select', options })
      await workshop.undo(revision)

      expect(await workshop.engine.conversions.list(workshop.admin, 'note')).toEqual([])
      expect((await workshop.pool.query('SELECT 1 FROM ws_main.unconverted')).rowCount).toBe(0)
    }))

  test('are an administrator’s alone', () =>
    withAmounts(['丙'], async ({ engine, nobody }) => {
      await expect(engine.conversions.list(nobody, 'note')).rejects.toMatchObject({ code: 'access.denied' })
      await expect(engine.conversions.retry(nobody, 'note', 'amount')).rejects.toMatchObject({ code: 'access.denied' })
    }))
})

const yesNo = {
  type: 'select',
  options: [
    { key: 'yes', label: { 'zh-CN': '是', en: 'Yes' } },
    { key: 'no', label: { 'zh-CN': '否', en: 'No' } },
  ],
}
const both = { ...yesNo, type: 'multiSelect' }

const area = {
  type: 'cascader',
  options: [
    { key: 'east', label: '华东' },
    { key: 'sh', label: '上海', depth: 1 },
  ],
}

const becomes = [
  [{ type: 'percent' }, 0.155, { type: 'text' }, '15.5%'],
  [{ type: 'text' }, '15.5%', { type: 'percent' }, 0.155],
  [{ type: 'text' }, '¥ 1,200 元', { type: 'currency' }, 1200],
  [{ type: 'number', decimals: 0 }, 20260131, { type: 'date' }, '2026-01-31'],
  [{ type: 'number' }, 20260131, { type: 'dateTime' }, null],
  [{ type: 'text' }, '2026年1月31日', { type: 'dateTime' }, '2026-01-30T16:00:00.000Z'],
  [{ type: 'text' }, '2026/1/31 8:05', { type: 'dateTime' }, '2026-01-31T00:05:00.000Z'],
  [{ type: 'date' }, '2026-01-31', { type: 'dateTime' }, '2026-01-30T16:00:00.000Z'],
  [{ type: 'dateTime' }, '2026-01-30T16:30:00.000Z', { type: 'date' }, '2026-01-31'],
  [{ type: 'dateTime' }, '2026-01-30T16:30:00.000Z', { type: 'text' }, '2026-01-31 00:30'],
  [{ type: 'dateTime' }, '2026-01-30T16:30:00.000Z', { type: 'time' }, '00:30:00'],
  [{ type: 'time' }, '09:30:00', { type: 'text' }, '09:30:00'],
  [{ type: 'text' }, '1小时30分', { type: 'duration' }, 5400],
  [{ type: 'duration' }, 5400, { type: 'text' }, '1 小时 30 分钟'],
  [{ type: 'duration' }, 5400, { type: 'number' }, 5400],
  [{ type: 'number' }, 5400, { type: 'duration' }, 5400],
  [{ type: 'text' }, '★★★☆☆', { type: 'rating' }, 3],
  [{ type: 'number' }, 7, { type: 'rating' }, null],
  [{ type: 'percent' }, 0.6, { type: 'progress' }, 0.6],
  [{ type: 'progress' }, 0.6, { type: 'text' }, '60%'],
  [{ type: 'text' }, '2F6FED', { type: 'colour' }, '#2f6fed'],
  [{ type: 'text' }, '重点，VIP;vip', { type: 'tags' }, ['重点', 'VIP']],
  [{ type: 'tags' }, ['重点', 'VIP'], { type: 'text' }, '重点、VIP'],
  [both, ['yes', 'no'], { type: 'tags' }, ['是', '否']],
  [{ type: 'text' }, '978-7-111-12806-9', { type: 'barcode', symbology: 'ean13' }, '9787111128069'],
  [{ type: 'longText' }, '一\n二 <3', { type: 'richText' }, '<p>一<br />二 &lt;3</p>'],
  [{ type: 'richText' }, '<p>一</p><p>二 &lt;3</p>', { type: 'longText' }, '一\n二 <3'],
  [{ type: 'text' }, '上海市浦东新区', { type: 'region' }, '310115'],
  [{ type: 'region' }, '310115', { type: 'text' }, '上海市 / 浦东新区'],
  [{ type: 'region' }, '310115', { type: 'address' }, '上海市浦东新区'],
  [{ type: 'text' }, '江苏省 苏州市 平江路1号', { type: 'address' }, '江苏省苏州市平江路1号'],
  [{ type: 'text' }, '31.2304，121.4737', { type: 'location' }, [31.2304, 121.4737]],
  [{ type: 'location' }, [31.2304, 121.4737], { type: 'text' }, '31.2304, 121.4737'],
  [{ type: 'text' }, '华东/上海', area, 'sh'],
  [{ type: 'text' }, '华东', area, null],
  [area, 'sh', { type: 'text' }, '华东 / 上海'],
  [{ type: 'longText' }, '{ "a": 1 }', { type: 'json' }, '{"a":1}'],
  [{ type: 'text' }, ' Mail@Example.ORG ', { type: 'email' }, 'mail@example.org'],
  [{ type: 'number' }, 1, { type: 'boolean' }, true],
  [{ type: 'boolean' }, true, { type: 'number' }, 1],
  [{ type: 'boolean' }, true, yesNo, 'yes'],
  [yesNo, 'no', { type: 'text' }, '否'],
  [yesNo, 'no', { type: 'boolean' }, false],
  [both, ['yes', 'no'], { type: 'text' }, '是、否'],
  [{ type: 'text' }, '否，是', both, ['yes', 'no']],
  [both, ['yes'], yesNo, 'yes'],
  [both, ['yes', 'no'], yesNo, null],
] as const

test('values of any type become what the table of the how-to says, many fields in one change, and come back together', () =>
  withWorkshop(async (workshop) => {
    const fields = becomes.map(([from], index) => ({ ...structuredClone(from), key: `v${index}`, label: `v${index}` }))
    await workshop.put({ ...note, fields: [note.fields[0], ...fields] })
    const record = Object.fromEntries(becomes.map(([, value], index) => [`v${index}`, value]))
    await workshop.create('note', { name: 'n', ...record })
    const draft = await workshop.object('note')
    draft.fields = draft.fields.map(({ id, key, label }, index) => {
      const to = becomes[index - 1]?.[2]
      return to === undefined ? { id, key, label, type: 'text' } : { ...structuredClone(to), id, key, label }
    }) as FieldDraft[]
    const { revision } = await workshop.put(draft)

    const [converted] = await workshop.records('note')
    expect(becomes.map(([from, value, to], index) => [from, value, to, converted?.[`v${index}`]])).toEqual(becomes)
    await workshop.undo(revision)
    expect((await workshop.records('note'))[0]).toMatchObject(record)
  }))

describe('records that a lookup misses', () => {
  test('makes the records that a lookup misses, once each, where that is asked for', () =>
    withAmounts(['北辰', '云锦', '北辰', '天工'], async (workshop) => {
      const { engine, admin, put, create, records } = workshop
      await put({ ...account, fields: [...account.fields, { key: 'code', type: 'text', label: '编号' }] })
      await create('account', { name: '天工' })
      await change(workshop, 'amount', { type: 'lookup', target: 'account' })
      expect(await engine.conversions.list(admin, 'note')).toMatchObject([{ waiting: 3, makes: '客户' }])

      const retried = await engine.conversions.retry(admin, 'note', 'amount', { createMissing: true })

      expect(retried).toEqual({ converted: 3, made: 2, refused: 0, waiting: 0 })
      expect((await records('account')).map(({ name }) => name).sort()).toEqual(['云锦', '北辰', '天工'])
      const titles = (await values(workshop, 'amount')).map((value) => (value as { title: string }).title)
      expect(titles).toEqual(['北辰', '云锦', '北辰', '天工'])
    }))

  test('leaves what cannot be made waiting, and refuses to make what has no title that people write', () =>
    withAmounts(['北辰'], async (workshop) => {
      const { engine, admin, put } = workshop
      await put({
        ...account,
        fields: [...account.fields, { key: 'code', type: 'text', label: '编号', required: true }],
      })
      await change(workshop, 'amount', { type: 'lookup', target: 'account' })
      const retried = await engine.conversions.retry(admin, 'note', 'amount', { createMissing: true })
      const number = { key: 'number', type: 'autoNumber', label: '编号', format: 'K-{0000}' }
      await put({ ...account, titleField: 'number', fields: [number, ...account.fields] })

      expect(retried).toEqual({ converted: 0, made: 0, refused: 0, waiting: 1 })
      const refused = await errorOf(engine.conversions.retry(admin, 'note', 'amount', { createMissing: true }))
      expect(refused.code).toBe('convert.cannot_make')
      expect((await engine.conversions.list(admin, 'note'))[0]).not.toHaveProperty('makes')
    }))
})
