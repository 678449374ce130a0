import { withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import { testActions } from '../workflows/workflows.testing.js'

const option = (key: string, label: string): object => ({ key, label: { 'zh-CN': label, en: key } })

/** A deal goes from lead over quote to won or lost; a renewal has two stages of its own on the same field. */
export const salesStages = {
  key: 'sales',
  label: { 'zh-CN': '销售流程', en: 'Sales' },
  field: 'stage',
  when: 'kind <> "renewal"',
  since: 'stageSince',
  probability: 'chance',
  steps: [
    { option: 'lead', probability: 0.1, days: 14, moves: ['quote', 'lost'] },
    {
      option: 'quote',
      probability: 0.5,
      required: ['budget', 'contact'],
      criteria: [
        {
          key: 'big-enough',
          formula: 'budget >= 1000 and customer.level <> "blocked"',
          field: 'budget',
          message: { 'zh-CN': '预算至少 1,000，客户未被停用', en: 'At least 1,000, for a customer who is not blocked' },
        },
      ],
    },
    { option: 'won', kind: 'won', probability: 1, moves: [] },
    { option: 'lost', kind: 'lost', probability: 0, required: ['reason'] },
  ],
}

export const renewalStages = {
  key: 'renewal',
  label: { 'zh-CN': '续约流程', en: 'Renewal' },
  field: 'stage',
  when: 'kind = "renewal"',
  since: 'stageSince',
  steps: [
    { option: 'notice' },
    {
      option: 'renewed',
      kind: 'won',
      criteria: [{ key: 'has-lines', formula: 'lineCount > 0', field: 'lines', message: '至少要有一行明细' }],
    },
  ],
}

export const dealDocument = {
  kind: 'object',
  key: 'deal',
  label: '商机',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    {
      key: 'kind',
      type: 'select',
      label: '类型',
      default: '"new"',
      options: [option('new', '新签'), option('renewal', '续约')],
    },
    {
      key: 'stage',
      type: 'select',
      label: '阶段',
      options: [
        option('lead', '线索'),
        option('quote', '报价'),
        option('won', '赢单'),
        option('lost', '丢单'),
        option('notice', '通知'),
        option('renewed', '已续约'),
      ],
    },
    { key: 'stageSince', type: 'dateTime', label: '进入阶段时间' },
    { key: 'chance', type: 'percent', label: '赢率' },
    { key: 'budget', type: 'currency', label: '预算' },
    { key: 'contact', type: 'text', label: '联系人' },
    { key: 'reason', type: 'text', label: '丢单原因' },
    { key: 'customer', type: 'lookup', label: '客户', target: 'customer' },
    { key: 'lines', type: 'details', label: '明细', relation: 'line.deal' },
    { key: 'lineCount', type: 'rollup', label: '行数', relation: 'line.deal', function: 'count' },
    { key: 'forecast', type: 'formula', label: '预测', formula: 'budget * chance', decimals: 2 },
  ],
  rules: [{ key: 'no-x', when: 'name = "x"', field: 'name', message: '不能叫 x' }],
  stages: [salesStages, renewalStages],
}

const line = {
  kind: 'object',
  key: 'line',
  label: '明细行',
  fields: [
    { key: 'product', type: 'text', label: '产品' },
    { key: 'deal', type: 'lookup', label: '商机', target: 'deal', onDelete: 'cascade', required: true },
  ],
}

const customer = {
  kind: 'object',
  key: 'customer',
  label: '客户',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'level', type: 'select', label: '等级', options: [option('ok', '正常'), option('blocked', '停用')] },
  ],
}

/** A clock that tests move. */
export const clock = { now: new Date('2026-03-02T08:00:00Z') }

/** Runs `body` with deals, customers, no records, and the clock at 2 March 2026, 08:00 UTC. */
export function withDeals(body: (deals: TestEngine) => Promise<void>): Promise<void> {
  clock.now = new Date('2026-03-02T08:00:00Z')
  return withEngine('stages', [customer, dealDocument, line], body, { clock: () => clock.now, actions: testActions })
}

/** Moves the clock on. */
export function pass(hours: number): void {
  clock.now = new Date(clock.now.getTime() + hours * 3_600_000)
}
