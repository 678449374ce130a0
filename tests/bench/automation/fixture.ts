import { accountObject, opportunityObject, stages } from '../records/fixture.js'

/** What every new opportunity gets. */
export const followUpObject = {
  kind: 'object',
  key: 'followUp',
  label: { 'zh-CN': '跟进', en: 'Follow-up' },
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: '主题', required: true },
    { key: 'opportunity', type: 'lookup', label: '商机', target: 'opportunity' },
    { key: 'amount', type: 'currency', label: '金额' },
    { key: 'done', type: 'boolean', label: '完成' },
  ],
}

/** “Opportunity created → create a follow-up”, as in section 4 of the performance page. */
export const workflowDocument = {
  kind: 'workflow',
  key: 'followUpNew',
  label: { 'zh-CN': '新商机跟进', en: 'Follow up new opportunities' },
  object: 'opportunity',
  active: true,
  trigger: { type: 'recordCreated', when: 'amount >= 0' },
  start: 'make',
  nodes: [
    {
      id: 'make',
      type: 'createRecord',
      config: {
        object: 'followUp',
        values: [
          { field: 'subject', value: '"跟进 " & name' },
          { field: 'opportunity', value: 'id' },
          { field: 'amount', value: 'amount' },
        ],
      },
    },
  ],
}

export const objects = [accountObject, opportunityObject, followUpObject]

/** The n-th opportunity, 15 fields filled. */
export const opportunity = (n: number, customer: string): Record<string, unknown> => ({
  name: `新商机 ${n}`,
  customer,
  amount: n % 10_000,
  probability: 0.3,
  stage: stages[n % 6],
  closeOn: '2026-06-30',
  nextCallAt: '2026-06-01T08:00:00.000Z',
  source: '官网',
  region: '华东',
  contact: '联系人',
  email: `n${n}@example.com`,
  won: false,
  quantity: n % 100,
  discount: 0.05,
  note: '备注',
})
