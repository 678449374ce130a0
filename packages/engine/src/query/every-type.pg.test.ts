import { describe, expect, test } from '@jest/globals'
import { withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'

const options = [
  { key: 'low', label: '低' },
  { key: 'high', label: '高' },
]

/** One field of every type, read through the real planner and pipeline. */
const documents = [
  {
    kind: 'object',
    key: 'thing',
    label: '物',
    titleField: 'text',
    fields: [
      { key: 'text', type: 'text', label: '文本', required: true },
      { key: 'longText', type: 'longText', label: '长文本' },
      { key: 'number', type: 'number', label: '数' },
      { key: 'currency', type: 'currency', label: '钱' },
      { key: 'percent', type: 'percent', label: '率' },
      { key: 'boolean', type: 'boolean', label: '是否' },
      { key: 'date', type: 'date', label: '日期' },
      { key: 'dateTime', type: 'dateTime', label: '时间' },
      { key: 'time', type: 'time', label: '时刻' },
      { key: 'duration', type: 'duration', label: '时长' },
      { key: 'rating', type: 'rating', label: '评分' },
      { key: 'progress', type: 'progress', label: '进度' },
      { key: 'colour', type: 'colour', label: '颜色' },
      { key: 'tags', type: 'tags', label: '标签' },
      { key: 'barcode', type: 'barcode', label: '条码', symbology: 'ean13' },
      { key: 'richText', type: 'richText', label: '正文' },
      { key: 'region', type: 'region', label: '区划' },
      { key: 'address', type: 'address', label: '地址' },
      { key: 'file', type: 'file', label: '附件' },
      { key: 'image', type: 'image', label: '图片' },
      { key: 'signature', type: 'signature', label: '签名' },
      { key: 'location', type: 'location', label: '位置' },
      {
        key: 'cascader',
        type: 'cascader',
        label: '片区',
        options: [
          { key: 'east', label: '华东' },
          { key: 'sh', label: '上海', depth: 1 },
        ],
      },
      { key: 'json', type: 'json', label: 'JSON' },
      { key: 'companyName', type: 'companyName', label: '企业' },
      { key: 'idCard', type: 'idCard', label: '身份证' },
      { key: 'socialCreditCode', type: 'socialCreditCode', label: '信用代码' },
      { key: 'select', type: 'select', label: '单选', options },
      { key: 'multiSelect', type: 'multiSelect', label: '多选', options },
      { key: 'email', type: 'email', label: '邮箱' },
      { key: 'phone', type: 'phone', label: '电话' },
      { key: 'url', type: 'url', label: '网址' },
      { key: 'autoNumber', type: 'autoNumber', label: '编号', format: 'T-{000}' },
      { key: 'user', type: 'user', label: '人' },
      { key: 'lookup', type: 'lookup', label: '上级', target: 'thing' },
      { key: 'anyLookup', type: 'anyLookup', label: '关于', targets: ['thing', 'user'] },
      { key: 'formula', type: 'formula', label: '公式', formula: 'number * 2' },
      { key: 'related', type: 'related', label: '上级文本', path: 'lookup.text' },
      {
        ...{ key: 'score', type: 'score', label: '评分' },
        contributions: [{ label: '有数', when: 'number > 0', points: 5 }],
      },
      { key: 'rollup', type: 'rollup', label: '汇总', relation: 'thing.lookup', function: 'sum', field: 'number' },
      {
        key: 'volatile',
        type: 'rollup',
        label: '今后',
        relation: 'thing.lookup',
        function: 'count',
        filter: 'date >= TODAY()',
      },
    ],
  },
]

interface Thing {
  readonly id: string
  readonly [key: string]: unknown
}

const idsOf = (things: readonly Thing[]): string[] => things.map(({ id }) => id).toSorted()

/** What is read as it was written. */
const plain = {
  time: '09:30:00',
  duration: 5400,
  rating: 4,
  progress: 0.6,
  colour: '#2f6fed',
  tags: ['重点', '老客户'],
  barcode: '6901234567892',
  richText: '<p>先<strong>检修</strong></p>',
  region: '310115',
  address: '上海市浦东新区世纪大道 100 号',
  location: [31.2304, 121.4737],
  cascader: 'sh',
  json: '{"port":80}',
  companyName: '西门子（中国）有限公司',
  idCard: '11010519491231002X',
  socialCreditCode: '91350100M000100Y43',
}

async function fill({ engine, admin }: TestEngine): Promise<[parent: string, child: string]> {
  const parent = await engine.records.create(admin, 'thing', { text: '父' })
  const child = await engine.records.create(admin, 'thing', {
    text: '子',
    longText: '一\n二',
    number: 12.5,
    currency: 0.1,
    percent: 0.15,
    boolean: true,
    date: '2999-01-31',
    dateTime: '2026-01-31T16:00:00+08:00',
    ...plain,
    select: 'high',
    multiSelect: ['high', 'low'],
    email: 'Ann@Example.com',
    phone: '+86 139 1234 5678',
    url: 'https://example.com/',
    user: admin.id,
    lookup: parent.id,
    anyLookup: { object: 'thing', id: parent.id },
  })
  return [parent.id, child.id]
}

describe('a field of every type', () => {
  test('reads, sorts, groups and is searched as the table of the API says', () =>
    withEngine('every-type', documents, async (test) => {
      const { engine, admin } = test
      const [parent, child] = await fill(test)
      const ask = async (query: object): Promise<Thing[]> =>
        JSON.parse((await engine.records.query(admin, 'thing', query)).recordsJson) as Thing[]

      const record = JSON.parse((await engine.records.get(admin, 'thing', child)).json) as Thing
      const above = JSON.parse((await engine.records.get(admin, 'thing', parent)).json) as Thing

      const person = { id: admin.id, title: admin.name }
      expect(record).toMatchObject({
        version: 1,
        createdBy: person,
        updatedBy: person,
        owner: person,
        text: '子',
        longText: '一\n二',
        number: 12.5,
        currency: 0.1,
        percent: 0.15,
        boolean: true,
        date: '2999-01-31',
        dateTime: '2026-01-31T08:00:00.000Z',
        ...plain,
        select: 'high',
        multiSelect: ['low', 'high'],
        email: 'ann@example.com',
        url: 'https://example.com/',
        autoNumber: 'T-002',
        user: person,
        lookup: { id: parent, title: '父' },
        anyLookup: { object: 'thing', id: parent, title: '父' },
        formula: 25,
        rollup: 0,
        volatile: 0,
      })
      expect(above).toMatchObject({
        number: null,
        boolean: false,
        lookup: null,
        formula: null,
        rollup: 12.5,
        volatile: 1,
      })

      const keys = documents.flatMap(({ fields }) => fields.map(({ key }) => key))
      const lists = ['multiSelect', 'tags', 'location', 'file', 'image', 'signature']
      const unsortable = [...lists, 'richText', 'json', 'volatile', 'anyLookup']
      for (const key of keys.filter((candidate) => !unsortable.includes(candidate))) {
        const up = await ask({ sort: [key] })
        const down = await ask({ sort: [`-${key}`] })
        expect({ key, up: idsOf(up), down: idsOf(down) }).toEqual({ key, up: [parent, child], down: [parent, child] })
      }
      for (const key of unsortable)
        await expect(ask({ sort: [key] })).rejects.toMatchObject({ code: 'request.bad_sort' })

      for (const key of keys.filter((candidate) => !lists.includes(candidate))) {
        const query = { groupBy: [{ field: key }], measures: [{ function: 'count' as const, as: 'n' }] }
        const { rowsJson } = await engine.records.aggregate(admin, 'thing', query)
        const rows = (JSON.parse(rowsJson) as Thing[]).map((row) => row[key])
        expect({ key, rows }).toEqual({ key, rows: expect.arrayContaining([record[key], above[key]]) })
      }

      for (const search of ['子', '二', 'ann@ex', 'T-002', '1234', '西门子', '91350100', '老客户', '浦东', '先检修']) {
        expect({ search, ids: (await ask({ search })).map(({ id }) => id) }).toEqual({ search, ids: [child] })
      }
    }))
})
