import { withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'

/** Companies with deals, yearly plans and companies below them: what a merge has to carry along. */
const documents = [
  {
    kind: 'object',
    key: 'company',
    label: '公司',
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: '名称', required: true },
      { key: 'email', type: 'email', label: '邮箱' },
      {
        key: 'level',
        type: 'select',
        label: '级别',
        options: [
          { key: 'a', label: 'A' },
          { key: 'b', label: 'B' },
        ],
      },
      { key: 'parent', type: 'lookup', label: '上级', target: 'company', tree: true },
      { key: 'partner', type: 'lookup', label: '伙伴', target: 'company' },
      { key: 'products', type: 'links', label: '产品', target: 'product' },
      { key: 'rivals', type: 'links', label: '对手', target: 'company' },
      { key: 'events', type: 'rollup', label: '活动数', relation: 'event.guests', function: 'count' },
      {
        key: 'dealTotal',
        type: 'rollup',
        label: '商机金额',
        relation: 'deal.company',
        function: 'sum',
        field: 'amount',
      },
    ],
    unique: [{ fields: ['email'] }],
    rules: [{ key: 'named', when: 'name = "坏"', field: 'name', message: '不能叫这个' }],
  },
  {
    kind: 'object',
    key: 'deal',
    label: '商机',
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: '标题' },
      { key: 'company', type: 'lookup', label: '公司', target: 'company', onDelete: 'cascade' },
      { key: 'payer', type: 'lookup', label: '付款方', target: 'company', onDelete: 'refuse' },
      { key: 'amount', type: 'number', label: '金额' },
    ],
  },
  {
    kind: 'object',
    key: 'plan',
    label: '年度计划',
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: '标题' },
      { key: 'company', type: 'lookup', label: '公司', target: 'company', required: true },
      { key: 'year', type: 'number', label: '年份', decimals: 0 },
    ],
    unique: [{ fields: ['company', 'year'] }],
  },
  {
    kind: 'object',
    key: 'product',
    label: '产品',
    fields: [
      { key: 'name', type: 'text', label: '名称' },
      { key: 'makers', type: 'rollup', label: '厂家数', relation: 'company.products', function: 'count' },
    ],
  },
  {
    kind: 'object',
    key: 'event',
    label: '活动',
    fields: [
      { key: 'name', type: 'text', label: '名称' },
      { key: 'guests', type: 'links', label: '来宾', target: 'company' },
    ],
  },
]

/** Runs `body` with a workspace of companies, what they offer and what they take part in. */
export const withCompanies = <R>(body: (test: TestEngine) => Promise<R>): Promise<R> =>
  withEngine('merges', documents, body)

/** A record as the API gives it, lookups as ids. */
export type PlainRecord = Record<string, unknown> & { readonly id: string }

/** Every record of an object outside the bin, by id. */
export async function recordsOf(
  { engine, admin }: TestEngine,
  object: string,
): Promise<ReadonlyMap<string, PlainRecord>> {
  const { recordsJson } = await engine.records.query(admin, object, { limit: 500 })
  const records = JSON.parse(recordsJson) as PlainRecord[]
  return new Map(records.map((record) => [record.id, plain(record)]))
}

function plain(record: PlainRecord): PlainRecord {
  const entries = Object.entries(record).map(([key, value]) => [
    key,
    typeof value === 'object' && value !== null && 'id' in value ? value.id : value,
  ])
  return Object.fromEntries(entries) as PlainRecord
}

/** Makes a record and gives its id. */
export async function make(
  { engine, admin }: TestEngine,
  object: string,
  values: Record<string, unknown>,
): Promise<string> {
  return (await engine.records.create(admin, object, values)).id
}
