import type { Change } from '@tessera/metadata'

const put = (document: object): Change => ({ op: 'put', document }) as Change

/** What is published before anything dies: machines, their repairs, and a workflow with three effects. */
export const workflowDocuments: readonly (readonly Change[])[] = [
  [
    put({
      kind: 'object',
      key: 'machine',
      label: { 'zh-CN': '设备', en: 'Machine' },
      fields: [
        { key: 'name', type: 'text', label: '名称' },
        { key: 'count', type: 'number', label: '次数', default: '0', decimals: 0 },
      ],
    }),
    put({
      kind: 'object',
      key: 'repair',
      label: { 'zh-CN': '维修', en: 'Repair' },
      fields: [
        { key: 'subject', type: 'text', label: '主题' },
        { key: 'machine', type: 'lookup', label: '设备', target: 'machine' },
      ],
    }),
  ],
  [
    put({
      kind: 'workflow',
      key: 'newMachine',
      label: '新设备',
      object: 'machine',
      active: true,
      trigger: { type: 'recordCreated' },
      start: 'tell',
      nodes: [
        { id: 'tell', type: 'notify', config: { to: ['owner'], title: 'name' }, next: { next: 'make' } },
        {
          id: 'make',
          type: 'createRecord',
          config: {
            object: 'repair',
            values: [
              { field: 'subject', value: '"检查 " & name' },
              { field: 'machine', value: 'id' },
            ],
          },
          next: { next: 'count' },
        },
        { id: 'count', type: 'updateRecord', config: { values: [{ field: 'count', value: 'count + 1' }] } },
      ],
    }),
  ],
]
