import { AppError } from '@tessera/metadata'
import { withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'

/** Accounts with deals and lines: two levels of roll-ups, rules, uniqueness, defaults, a formula over a lookup. */
export const salesDocuments: readonly unknown[] = [
  {
    kind: 'object',
    key: 'account',
    label: '客户',
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: '名称', required: true },
      {
        key: 'level',
        type: 'select',
        label: '等级',
        options: [
          { key: 'vip', label: 'VIP' },
          { key: 'normal', label: '普通' },
        ],
      },
      { key: 'limit', type: 'currency', label: '额度' },
      {
        key: 'dealTotal',
        type: 'rollup',
        label: '商机总额',
        relation: 'deal.customer',
        function: 'sum',
        field: 'total',
      },
      { key: 'dealCount', type: 'rollup', label: '商机数', relation: 'deal.customer', function: 'count' },
    ],
    rules: [
      {
        key: 'over-limit',
        when: 'dealTotal > limit',
        message: { 'zh-CN': '商机总额超过客户额度', en: 'Deals exceed the limit of the account' },
      },
    ],
  },
  {
    kind: 'object',
    key: 'deal',
    label: '商机',
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: '名称', required: true },
      { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
      { key: 'code', type: 'text', label: '编号' },
      {
        key: 'status',
        type: 'select',
        label: '状态',
        default: '"open"',
        options: [
          { key: 'open', label: '进行' },
          { key: 'won', label: '赢单' },
        ],
      },
      { key: 'discount', type: 'percent', label: '折扣', default: 'IF(customer.level = "vip", 0.1, 0)' },
      { key: 'openedOn', type: 'date', label: '日期', default: 'TODAY()' },
      { key: 'cost', type: 'currency', label: '费用' },
      { key: 'withTax', type: 'formula', label: '含税', formula: 'ROUND(cost * 1.06, 2)' },
      { key: 'total', type: 'rollup', label: '合计', relation: 'line.deal', function: 'sum', field: 'amount' },
      { key: 'lines', type: 'rollup', label: '行数', relation: 'line.deal', function: 'count', filter: 'quantity > 0' },
      { key: 'maxPrice', type: 'rollup', label: '最高价', relation: 'line.deal', function: 'max', field: 'price' },
    ],
    unique: [{ fields: ['code'], message: '编号不能重复' }],
    rules: [
      {
        key: 'cost-limit',
        when: 'withTax > 5000 and status = "won"',
        field: 'cost',
        message: '费用超过 5000 需先审批',
      },
    ],
  },
  {
    kind: 'object',
    key: 'line',
    label: '明细',
    titleField: 'product',
    fields: [
      { key: 'product', type: 'text', label: '产品' },
      { key: 'deal', type: 'lookup', label: '商机', target: 'deal', onDelete: 'clear' },
      { key: 'quantity', type: 'number', label: '数量' },
      { key: 'price', type: 'currency', label: '单价' },
      { key: 'amount', type: 'formula', label: '金额', formula: 'quantity * price', decimals: 2 },
    ],
  },
  {
    kind: 'object',
    key: 'ticket',
    label: '工单',
    titleField: 'number',
    fields: [
      { key: 'number', type: 'autoNumber', label: '编号', format: 'T-{0000}' },
      { key: 'account', type: 'lookup', label: '客户', target: 'account', onDelete: 'refuse' },
      { key: 'subject', type: 'text', label: '主题' },
    ],
  },
]

/** Runs `body` on a workspace with these documents and no records. */
export const withSales = (body: (sales: TestEngine) => Promise<void>): Promise<void> =>
  withEngine('sales', salesDocuments, body)

export type Json = Record<string, unknown>

/** Creates a record as the administrator and gives what the answer says. */
export const make = async (
  { engine, admin }: TestEngine,
  object: string,
  values: Json,
): Promise<Json & { id: string; version: number }> =>
  JSON.parse((await engine.records.create(admin, object, values)).json)

export const read = async ({ engine, admin }: TestEngine, object: string, id: string): Promise<Json> =>
  JSON.parse((await engine.records.get(admin, object, id)).json)

export async function count({ engine, admin }: TestEngine, object: string): Promise<number> {
  return (await engine.records.query(admin, object, { count: 'exact', limit: 1 })).count ?? -1
}

/** What `work` is refused with; fails when it is not. */
export async function refusal(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => {
      throw new Error('it was not refused')
    },
    (error: unknown) => {
      if (error instanceof AppError) return error
      throw error
    },
  )
}

/** `path code` of every problem of a refusal. */
export const problemsOf = (error: AppError): string[] => (error.errors ?? []).map(({ path, code }) => `${path} ${code}`)
