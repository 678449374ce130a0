/** A small module used by many tests: accounts, and visits that point to them. */
import type { ApiClient } from './client.js'

export const accountObject = {
  kind: 'object',
  key: 'account',
  label: { 'zh-CN': '客户', en: 'Account' },
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true },
    { key: 'city', type: 'text', label: '城市' },
    { key: 'total', type: 'rollup', label: '费用合计', relation: 'visit.customer', function: 'sum', field: 'cost' },
  ],
}

export const visitObject = {
  kind: 'object',
  key: 'visit',
  label: { 'zh-CN': '拜访', en: 'Visit' },
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: { 'zh-CN': '主题', en: 'Subject' }, required: true },
    { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
    { key: 'visitedOn', type: 'date', label: '日期', default: 'TODAY()' },
    { key: 'cost', type: 'currency', label: { 'zh-CN': '费用', en: 'Cost' } },
    {
      key: 'status',
      type: 'select',
      label: '状态',
      default: '"planned"',
      options: [
        { key: 'planned', label: '计划' },
        { key: 'done', label: '完成' },
      ],
    },
    {
      key: 'tags',
      type: 'multiSelect',
      label: '标签',
      options: [
        { key: 'a', label: '甲' },
        { key: 'b', label: '乙' },
      ],
    },
    { key: 'confirmed', type: 'boolean', label: '已确认' },
    { key: 'startsAt', type: 'dateTime', label: '开始' },
    { key: 'email', type: 'email', label: '邮箱' },
    { key: 'number', type: 'autoNumber', label: '编号', format: 'V-{yyyy}-{0000}' },
    { key: 'note', type: 'longText', label: '备注' },
    { key: 'withTax', type: 'formula', label: '含税', formula: 'ROUND(cost * 1.06, 2)' },
  ],
  unique: [{ fields: ['customer', 'visitedOn'], message: '同一客户一天只记一次' }],
  rules: [
    { key: 'cost-limit', when: 'cost > 5000 and status = "done"', field: 'cost', message: '费用超过 5000 需先审批' },
  ],
}

/** Publishes accounts and visits; fails with the answer when that is refused. */
export async function publishVisits(admin: ApiClient): Promise<void> {
  await publish(admin, [accountObject, visitObject])
}

/** Publishes documents as they are. */
export async function publish(
  admin: ApiClient,
  documents: readonly object[],
  accept: readonly string[] = [],
): Promise<number> {
  const answer = await admin.post('/api/changes', {
    changes: documents.map((document) => ({ op: 'put', document })),
    accept,
  })
  if (answer.status !== 201) throw new Error(`Publishing answered ${answer.status}: ${answer.text}`)
  return Number(answer.body.revision)
}

/** Creates a record and gives its id. */
export async function create(client: ApiClient, object: string, values: object): Promise<string> {
  const answer = await client.post(`/api/records/${object}`, values)
  if (answer.status !== 201) throw new Error(`Creating answered ${answer.status}: ${answer.text}`)
  return String(answer.body.id)
}
