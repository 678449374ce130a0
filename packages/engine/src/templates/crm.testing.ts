import { templatePackage } from './sales.testing.js'

/**
 * A template of three objects with all kinds of documents, in two versions: what the second one changes is told at its place. For the
 * test of upgrades.
 */
const option = (key: string, label: string): object => ({ key, label })
const text = (key: string, label: string, more: object = {}): object => ({ key, type: 'text', label, ...more })

const account = {
  kind: 'object',
  key: 'account',
  label: '客户',
  titleField: 'name',
  fields: [
    text('name', '名称', { required: true }),
    { key: 'level', type: 'select', label: '级别', options: [option('a', '甲'), option('b', '乙'), option('c', '丙')] },
    text('industry', '行业'),
    text('phone', '电话'),
    { key: 'website', type: 'url', label: '网站' },
    { key: 'since', type: 'date', label: '建立日期' },
    { key: 'revenue', type: 'currency', label: '收入' },
    { key: 'parent', type: 'lookup', label: '上级', target: 'account' },
    { key: 'score', type: 'formula', label: '评分', formula: 'revenue * 2' },
    { key: 'deals', type: 'rollup', label: '商机数', relation: 'deal.account', function: 'count' },
    { key: 'note', type: 'longText', label: '备注' },
  ],
  rules: [{ key: 'no-test', when: 'name = "test"', field: 'name', message: '不能叫 test' }],
}

const contact = {
  kind: 'object',
  key: 'contact',
  label: '联系人',
  fields: [
    text('name', '姓名'),
    { key: 'account', type: 'lookup', label: '客户', target: 'account' },
    { key: 'email', type: 'email', label: '邮箱' },
    text('duty', '职务'),
    { key: 'birthday', type: 'date', label: '生日' },
    text('fax', '传真'),
    { key: 'role', type: 'select', label: '角色', options: [option('user', '使用者'), option('buyer', '采购')] },
  ],
}

const deal = {
  kind: 'object',
  key: 'deal',
  label: '商机',
  fields: [
    text('name', '名称'),
    { key: 'account', type: 'lookup', label: '客户', target: 'account' },
    { key: 'amount', type: 'currency', label: '金额' },
    {
      key: 'stage',
      type: 'select',
      label: '阶段',
      options: [option('lead', '线索'), option('quote', '报价'), option('won', '赢单'), option('lost', '丢单')],
    },
    { key: 'chance', type: 'percent', label: '赢率' },
    text('reason', '原因'),
    { key: 'closeOn', type: 'date', label: '预计成交' },
    { key: 'weighted', type: 'formula', label: '加权金额', formula: 'amount * chance', decimals: 2 },
  ],
  rules: [
    { key: 'positive', when: 'amount < 0', field: 'amount', message: '金额不能为负' },
    { key: 'reason-needed', when: 'stage = "lost" and ISBLANK(reason)', field: 'reason', message: '请写原因' },
  ],
  stages: [
    {
      key: 'sales',
      label: '销售流程',
      field: 'stage',
      steps: [
        { option: 'lead', probability: 0.1, days: 14, moves: ['quote', 'lost'] },
        { option: 'quote', probability: 0.5, required: ['amount'] },
        { option: 'won', kind: 'won', moves: [] },
        { option: 'lost', kind: 'lost' },
      ],
    },
  ],
}

const view = (key: string, object: string, fields: readonly string[], more: object = {}): object => ({
  kind: 'view',
  key,
  object,
  type: 'table',
  label: key,
  fields,
  ...more,
})

const layout = (key: string, object: string, sections: readonly object[]): object => ({
  kind: 'layout',
  key,
  object,
  variant: 'form',
  sections,
})

const items = (...fields: readonly string[]): object[] => fields.map((field) => ({ field }))

export const firstDocuments: readonly object[] = [
  account,
  contact,
  deal,
  view('accountAll', 'account', ['name', 'level', 'industry', 'phone'], { filter: 'level <> "c"' }),
  view('accountKey', 'account', ['name', 'revenue'], { filter: 'level = "a"' }),
  view('contactAll', 'contact', ['name', 'duty', 'account.phone']),
  view('dealAll', 'deal', ['name', 'amount', 'stage'], { sort: ['-amount'] }),
  view('dealWon', 'deal', ['name', 'amount', 'account', 'closeOn'], { filter: 'stage = "won"' }),
  layout('accountForm', 'account', [
    { label: '基本', columns: 2, items: items('name', 'level', 'industry', 'phone', 'website') },
    { label: '更多', items: items('since', 'revenue', 'note') },
  ]),
  layout('contactForm', 'contact', [{ label: '联系人', columns: 2, items: items('name', 'account', 'duty', 'fax') }]),
  layout('dealForm', 'deal', [
    { label: '商机', items: [...items('name', 'amount', 'stage'), { field: 'reason', visibleWhen: 'stage = "lost"' }] },
  ]),
  {
    kind: 'menu',
    key: 'crm',
    label: '客户管理',
    entries: [
      { label: '客户', view: 'accountAll' },
      { label: '联系人', object: 'contact' },
      { label: '商机', entries: [{ view: 'dealAll' }, { view: 'dealWon' }] },
    ],
  },
  {
    kind: 'role',
    key: 'seller',
    label: '销售',
    grants: [
      { object: 'account', actions: ['read', 'create'], scope: 'own' },
      { object: 'deal', actions: ['read'], otherFields: 'read' },
    ],
  },
  {
    kind: 'workflow',
    key: 'welcome',
    label: '新客户通知',
    object: 'account',
    active: true,
    trigger: { type: 'recordCreated' },
    nodes: [{ id: 'n1', type: 'notify', config: { to: ['owner'], title: '"新客户 " & name' } }],
    start: 'n1',
  },
]

export const crm = (version: string, documents: readonly object[], more: object = {}) =>
  templatePackage('crm', version, documents, more)
