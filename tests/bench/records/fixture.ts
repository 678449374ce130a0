/**
 * The bench's two objects: opportunities of 15 fields that look up an account. The view makes the planner build the index
 * that the listed page needs, as a view of a real module would.
 */
export const accountObject = {
  kind: 'object',
  key: 'account',
  label: { 'zh-CN': '客户', en: 'Account' },
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true },
    { key: 'phone', type: 'text', label: { 'zh-CN': '电话', en: 'Phone' } },
  ],
}

const stages = ['lead', 'qualified', 'quote', 'contract', 'won', 'lost']

export const opportunityObject = {
  kind: 'object',
  key: 'opportunity',
  label: { 'zh-CN': '商机', en: 'Opportunity' },
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称', required: true },
    { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
    { key: 'amount', type: 'currency', label: '金额' },
    { key: 'probability', type: 'percent', label: '赢率' },
    { key: 'stage', type: 'select', label: '阶段', options: stages.map((key) => ({ key, label: key })) },
    { key: 'closeOn', type: 'date', label: '预计成交' },
    { key: 'nextCallAt', type: 'dateTime', label: '下次联系' },
    { key: 'source', type: 'text', label: '来源' },
    { key: 'region', type: 'text', label: '区域' },
    { key: 'contact', type: 'text', label: '联系人' },
    { key: 'email', type: 'email', label: '邮箱' },
    { key: 'won', type: 'boolean', label: '已赢单' },
    { key: 'quantity', type: 'number', label: '数量', decimals: 0 },
    { key: 'discount', type: 'percent', label: '折扣' },
    { key: 'note', type: 'longText', label: '备注' },
  ],
}

export const listView = {
  kind: 'view',
  key: 'byStage',
  object: 'opportunity',
  type: 'table',
  label: { 'zh-CN': '按阶段', en: 'By stage' },
  fields: ['name', 'customer', 'amount', 'stage'],
  filter: 'stage = "quote"',
  sort: ['-amount'],
}

/** The same as `ownerView` of the aggregate: own rows by stage. */
export const ownerView = {
  kind: 'view',
  key: 'mine',
  object: 'opportunity',
  type: 'table',
  label: { 'zh-CN': '我的', en: 'Mine' },
  fields: ['name', 'stage', 'amount'],
  filter: 'owner = me',
  sort: ['stage'],
}

export { stages }
