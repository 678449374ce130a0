import { withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import type { Json } from './sales.testing.js'

const name = { key: 'name', type: 'text', label: '名称' }

/** Accounts and contacts, and visits to one or the other, with sums on both sides and formulas over what is visited. */
const visited: readonly unknown[] = [
  {
    kind: 'object',
    key: 'account',
    label: '客户',
    titleField: 'name',
    fields: [
      name,
      { key: 'rate', type: 'number', label: '单价' },
      { key: 'visits', type: 'rollup', label: '拜访数', relation: 'visit.related', function: 'count' },
      { key: 'cost', type: 'rollup', label: '费用', relation: 'visit.related', function: 'sum', field: 'cost' },
      {
        key: 'worth',
        type: 'rollup',
        label: '折算',
        relation: 'visit.related',
        function: 'sum',
        field: 'worth',
        filter: 'not ISBLANK(AS(related, account))',
      },
    ],
  },
  {
    kind: 'object',
    key: 'contact',
    label: '联系人',
    titleField: 'name',
    fields: [
      name,
      { key: 'account', type: 'lookup', label: '客户', target: 'account' },
      { key: 'visits', type: 'rollup', label: '拜访数', relation: 'visit.related', function: 'count' },
    ],
  },
  {
    kind: 'object',
    key: 'team',
    label: '团队',
    titleField: 'name',
    fields: [
      name,
      {
        key: 'places',
        type: 'rollup',
        label: '有对象的拜访',
        relation: 'visit.team',
        function: 'count',
        filter: 'not ISBLANK(related)',
      },
      {
        key: 'different',
        type: 'rollup',
        label: '对象数',
        relation: 'visit.team',
        function: 'countDistinct',
        field: 'related',
      },
    ],
  },
  {
    kind: 'object',
    key: 'visit',
    label: '拜访',
    titleField: 'subject',
    fields: [
      { key: 'subject', type: 'text', label: '主题' },
      { key: 'cost', type: 'number', label: '费用' },
      { key: 'team', type: 'lookup', label: '团队', target: 'team' },
      { key: 'related', type: 'anyLookup', label: '相关', targets: ['account', 'contact'] },
      { key: 'about', type: 'formula', label: '关于', formula: 'TITLE(related)' },
      { key: 'noted', type: 'rollup', label: '备注折算', relation: 'note.visit', function: 'sum', field: 'rate' },
      {
        key: 'company',
        type: 'formula',
        label: '公司',
        formula: 'IFBLANK(AS(related, account).name, AS(related, contact).account.name)',
      },
      { key: 'worth', type: 'formula', label: '折算', formula: 'cost * IFBLANK(AS(related, account).rate, 1)' },
    ],
    rules: [
      {
        key: 'not-bad',
        when: 'AS(related, account).name = "坏" or (CHANGED(related) and TITLE(related) = "锁")',
        field: 'related',
        message: { 'zh-CN': '不能选它', en: 'Not that one' },
      },
    ],
  },
]

/** Notes on visits, which read over them what is visited. */
const noteDocument = {
  kind: 'object',
  key: 'note',
  label: '备注',
  titleField: 'text',
  fields: [
    { key: 'text', type: 'text', label: '内容' },
    { key: 'visit', type: 'lookup', label: '拜访', target: 'visit' },
    { key: 'rate', type: 'formula', label: '单价', formula: 'AS(visit.related, account).rate' },
    { key: 'whom', type: 'formula', label: '对谁', formula: 'TITLE(visit.related)' },
  ],
  rules: [
    {
      key: 'not-dear',
      when: 'AS(visit.related, account).rate > 100',
      field: 'visit',
      message: { 'zh-CN': '太贵', en: 'Too dear' },
    },
  ],
}

/** Accounts and contacts, visits to them, and notes on these. */
export const visitDocuments: readonly unknown[] = [...visited, noteDocument]

/** Runs `body` on a workspace with these documents and no records. */
export const withVisits = (body: (sales: TestEngine) => Promise<void>): Promise<void> =>
  withEngine('visits', visitDocuments, body)

/** How a record of one of several objects is written. */
export const the = (object: string, { id }: { readonly id: string }): Json => ({ object, id })

/** The records of an object, in the order they were made. */
export async function list({ engine, admin }: TestEngine, object: string, query: object = {}): Promise<Json[]> {
  const { recordsJson } = await engine.records.query(admin, object, { limit: 500, sort: ['createdAt'], ...query })
  return JSON.parse(recordsJson) as Json[]
}
