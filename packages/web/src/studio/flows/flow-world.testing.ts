import { actionDefinitions, triggerDefinitions } from '@tessera/blocks/definitions'
import type { ObjectDocument, WorkflowDocument } from '@tessera/metadata'
import { objectModel } from '@/model/objects'
import type { FlowWorld } from './flow-world'

const documents = [
  { kind: 'object', key: 'user', id: 'o-user', label: '人员', fields: [{ key: 'name', type: 'text', label: '姓名' }] },
  {
    kind: 'object',
    key: 'device',
    id: 'o-device',
    label: { 'zh-CN': '设备', en: 'Device' },
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true },
      {
        key: 'status',
        id: 'f-status',
        type: 'select',
        label: { 'zh-CN': '状态', en: 'Status' },
        options: [
          { key: 'normal', label: { 'zh-CN': '正常', en: 'Normal' } },
          { key: 'broken', label: { 'zh-CN': '故障', en: 'Broken' } },
        ],
      },
      { key: 'price', type: 'currency', label: { 'zh-CN': '价格', en: 'Price' } },
      { key: 'checkOn', type: 'date', label: { 'zh-CN': '检修日', en: 'Service due' } },
      { key: 'isRented', type: 'boolean', label: { 'zh-CN': '租用', en: 'Rented' } },
      { key: 'keeper', type: 'user', label: { 'zh-CN': '保管人', en: 'Keeper' } },
      {
        key: 'tags',
        id: 'f-tags',
        type: 'multiSelect',
        label: { 'zh-CN': '标签', en: 'Tags' },
        options: [{ key: 'hot', label: { 'zh-CN': '重点', en: 'Hot' } }],
      },
      { key: 'serial', type: 'autoNumber', label: { 'zh-CN': '编号', en: 'Serial' }, format: 'D-{0000}' },
    ],
  },
  {
    kind: 'object',
    key: 'task',
    id: 'o-task',
    label: { 'zh-CN': '任务', en: 'Task' },
    titleField: 'subject',
    fields: [
      { key: 'subject', type: 'text', label: { 'zh-CN': '主题', en: 'Subject' }, required: true },
      { key: 'dueOn', type: 'date', label: { 'zh-CN': '到期日', en: 'Due' } },
      { key: 'device', type: 'lookup', target: 'device', label: { 'zh-CN': '设备', en: 'Device' } },
    ],
  },
] as unknown as readonly ObjectDocument[]

/** Devices, their tasks, and people, with the real steps and triggers of the product. */
export const deviceWorld: FlowWorld = {
  objects: new Map(documents.map((document) => [document.key, objectModel(document)])),
  actions: actionDefinitions,
  triggers: triggerDefinitions,
}

/** «When a device breaks, tell its owner and make a task.» */
export const brokenDevice: WorkflowDocument = {
  kind: 'workflow',
  key: 'deviceBroken',
  label: { 'zh-CN': '设备故障', en: 'Device broken' },
  object: 'device',
  active: true,
  trigger: { type: 'recordChanged', when: 'status = "broken"' },
  nodes: [
    {
      id: 'tell',
      type: 'notify',
      config: { to: ['owner'], title: '"设备 " & name & " 故障"' },
      next: { next: 'make' },
    },
    {
      id: 'make',
      type: 'createRecord',
      config: {
        object: 'task',
        values: [
          { field: 'subject', value: '"维修 " & name' },
          { field: 'device', value: 'id' },
        ],
      },
    },
  ],
  start: 'tell',
}
