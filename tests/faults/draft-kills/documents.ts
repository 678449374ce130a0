import type { Change } from '@tessera/metadata'

const put = (document: object): Change => ({ op: 'put', document }) as Change

export const formFields = [
  { key: 'subject', type: 'text', label: '主题' },
  { key: 'result', type: 'longText', label: '结果' },
  { key: 'cost', type: 'currency', label: '费用' },
  { key: 'people', type: 'number', label: '人数' },
  { key: 'day', type: 'date', label: '日期' },
  { key: 'mail', type: 'email', label: '邮箱' },
  { key: 'phone', type: 'phone', label: '电话' },
  {
    key: 'state',
    type: 'select',
    label: '状态',
    options: [
      { key: 'planned', label: '计划' },
      { key: 'done', label: '完成' },
    ],
  },
  { key: 'isPaid', type: 'boolean', label: '是否已付' },
] as const

export const layoutFields = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'] as const

/** What is published before anybody types: one object for each place that changes it, a layout and a workflow. */
export const killDocuments: readonly (readonly Change[])[] = [
  [
    put({ kind: 'object', key: 'visit', label: '拜访', titleField: 'subject', fields: formFields }),
    put({
      kind: 'object',
      key: 'device',
      label: '设备',
      titleField: 'name',
      fields: [
        { key: 'name', type: 'text', label: '名称' },
        { key: 'state', type: 'select', label: '状态', options: [{ key: 'fine', label: '正常' }] },
        { key: 'place', type: 'text', label: '位置' },
      ],
    }),
    put({
      kind: 'object',
      key: 'order',
      label: '订单',
      titleField: 'one',
      fields: layoutFields.map((key) => ({ key, type: 'text', label: `字段 ${key}` })),
    }),
  ],
  [
    put({
      kind: 'layout',
      key: 'orderForm',
      object: 'order',
      variant: 'form',
      sections: [
        { label: '上', columns: 1, items: layoutFields.slice(0, 4).map((field) => ({ field })) },
        { label: '下', columns: 1, items: layoutFields.slice(4, 6).map((field) => ({ field })) },
      ],
    }),
    put({
      kind: 'workflow',
      key: 'newDevice',
      label: '新设备',
      object: 'device',
      active: true,
      trigger: { type: 'recordCreated' },
      start: 'tell',
      nodes: [{ id: 'tell', type: 'notify', label: '先说', config: { to: ['owner'], title: 'name' } }],
    }),
  ],
]
