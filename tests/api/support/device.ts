/** Devices, and workflows about them. */

export const deviceObject = {
  kind: 'object',
  key: 'device',
  label: { 'zh-CN': '设备', en: 'Device' },
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称', required: true },
    {
      key: 'status',
      type: 'select',
      label: '状态',
      default: '"running"',
      options: [
        { key: 'running', label: '运行' },
        { key: 'broken', label: '故障' },
      ],
    },
    { key: 'note', type: 'text', label: '备注', maxLength: 20 },
  ],
}

/** A workflow about devices whose nodes follow each other. */
export function deviceWorkflow(key: string, nodes: readonly { type: string; config: object }[], more: object = {}) {
  return {
    kind: 'workflow',
    key,
    label: { 'zh-CN': `流程 ${key}`, en: `Flow ${key}` },
    object: 'device',
    active: true,
    trigger: { type: 'recordChanged', watch: ['status'], when: 'status = "broken"' },
    start: 'n1',
    nodes: nodes.map((node, n) => ({
      id: `n${n + 1}`,
      ...node,
      ...(n + 1 < nodes.length ? { next: { next: `n${n + 2}` } } : {}),
    })),
    ...more,
  }
}

export const note = (value: string) => ({ type: 'updateRecord', config: { values: [{ field: 'note', value }] } })
export const tellOwner = { type: 'notify', config: { to: ['owner'], title: '"设备「" & name & "」故障"' } }
export const waitAnHour = { type: 'wait', config: { amount: 1, unit: 'hours' } }
