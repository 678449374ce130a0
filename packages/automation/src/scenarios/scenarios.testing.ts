import { actions, fieldTypes, triggers } from '@tessera/blocks/server'
import type { ScenarioResult, ScenarioStep, TemplateScenario } from '@tessera/metadata'
import { workflow, withAutomation, type TestAutomation } from '../automation.testing.js'
import type { Scenarios } from '../contract.js'
import { createScenarios } from './create-scenarios.js'

const secret = new Uint8Array(32).fill(7)

/** A small template: customers of salespeople, what is agreed with them, and what happens by itself. */
export const salesDocuments: readonly Readonly<Record<string, unknown>>[] = [
  {
    kind: 'object',
    key: 'customer',
    label: { 'zh-CN': '客户', en: 'Customer' },
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true },
      {
        key: 'level',
        type: 'select',
        label: { 'zh-CN': '等级', en: 'Level' },
        default: '"normal"',
        options: [
          { key: 'normal', label: '普通' },
          { key: 'key', label: '重点' },
        ],
      },
      { key: 'cost', type: 'number', label: { 'zh-CN': '成本', en: 'Cost' } },
      { key: 'since', type: 'date', label: { 'zh-CN': '签约日', en: 'Signed on' }, default: 'TODAY()' },
      { key: 'called', type: 'dateTime', label: '最近联系' },
      { key: 'partner', type: 'user', label: '协作人' },
      { key: 'number', type: 'autoNumber', label: '编号', format: 'K-{000}' },
      {
        key: 'total',
        type: 'rollup',
        label: '合同额',
        relation: 'agreement.customer',
        function: 'sum',
        field: 'amount',
      },
      { key: 'tags', type: 'tags', label: '标签' },
    ],
    unique: [{ fields: ['name'] }],
    rules: [
      {
        key: 'cost-positive',
        when: 'cost < 0',
        field: 'cost',
        message: { 'zh-CN': '成本不能为负数', en: 'No negative cost' },
      },
    ],
  },
  {
    kind: 'object',
    key: 'agreement',
    label: { 'zh-CN': '合同', en: 'Agreement' },
    titleField: 'subject',
    fields: [
      { key: 'subject', type: 'text', label: '主题', required: true },
      { key: 'customer', type: 'lookup', label: '客户', target: 'customer', onDelete: 'refuse' },
      { key: 'amount', type: 'number', label: '金额', decimals: 2 },
    ],
  },
  {
    kind: 'role',
    key: 'sales',
    label: '销售',
    grants: [
      {
        object: 'customer',
        actions: ['read', 'create', 'change', 'delete'],
        scope: 'subordinates',
        fields: [{ field: 'cost', access: 'none' }],
      },
      { object: 'agreement', actions: ['read', 'create', 'change'], scope: 'subordinates' },
    ],
  },
  {
    kind: 'role',
    key: 'guest',
    label: '访客',
    grants: [{ object: 'customer', actions: ['read'], rows: 'level = "key"' }],
  },
  workflow(
    'greet',
    { type: 'recordCreated', when: 'level = "key"' },
    [
      { type: 'notify', config: { to: ['owner'], title: '"新重点客户 " & name' } },
      { type: 'wait', config: { amount: 2, unit: 'days' } },
      { type: 'notify', config: { to: ['owner'], title: '"请回访 " & name' } },
    ],
    { object: 'customer' },
  ),
  workflow(
    'ask',
    { type: 'recordCreated', when: 'name = "外部"' },
    [
      { type: 'callHttp', config: { method: 'POST', url: '"http://127.0.0.1:9/x"' } },
      { type: 'updateRecord', config: { values: [{ field: 'level', value: '"key"' }] } },
    ],
    { object: 'customer' },
  ),
  workflow(
    'tell',
    { type: 'recordChanged', when: 'level <> old.level' },
    [{ type: 'notify', config: { to: ['owner', 'partner'], title: '"升为重点：" & name' } }],
    { object: 'customer' },
  ),
  workflow(
    'costs',
    { type: 'recordChanged', when: 'cost <> old.cost' },
    [{ type: 'notify', config: { to: ['owner'], title: '"成本 " & TEXT(cost)' } }],
    { object: 'customer' },
  ),
  workflow(
    'fails',
    { type: 'recordCreated', when: 'name = "失败"' },
    [{ type: 'updateRecord', config: { values: [{ field: 'cost', value: '0 - 1' }] } }],
    { object: 'customer' },
  ),
  workflow(
    'weekly',
    { type: 'schedule', cron: '0 9 * * 1' },
    [{ type: 'createRecord', config: { object: 'agreement', values: [{ field: 'subject', value: '"周报"' }] } }],
    { object: undefined },
  ),
]

export interface TestScenarios extends TestAutomation {
  readonly scenarios: Scenarios
  /** Plays steps as one scenario of these people. */
  play(steps: readonly ScenarioStep[], people?: NonNullable<TemplateScenario['people']>): Promise<ScenarioResult>
}

export const team: NonNullable<TemplateScenario['people']> = {
  boss: { roles: ['sales'] },
  li: { roles: ['sales'], manager: 'boss' },
  wang: { roles: ['sales'], manager: 'boss' },
  guest: { roles: ['guest'] },
}

/** Runs `body` on a workspace with the small template, as documents of its own unless others are given. */
export function withScenarios(
  body: (test: TestScenarios) => Promise<void>,
  documents: readonly Readonly<Record<string, unknown>>[] = salesDocuments,
): Promise<void> {
  return withAutomation(documents, async (test) => {
    const scenarios = createScenarios({ databaseUrl: test.url, fieldTypes, actions, triggers, secret })
    await body({
      ...test,
      scenarios,
      play: async (steps, people = team) => {
        const scenario = { key: 'one', label: '一个场景', people, steps }
        const { results } = await scenarios.run({ workspace: 'main', scenarios: [scenario] })
        return results[0] as ScenarioResult
      },
    })
  })
}
