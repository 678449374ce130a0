import { describe, expect, test } from '@jest/globals'
import { useServer } from './support/use-server.js'

const server = useServer()

const ticket = {
  kind: 'object',
  key: 'ticket',
  label: { 'zh-CN': '工单', en: 'Ticket' },
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: '主题', required: true },
    { key: 'hours', type: 'number', label: '工时', decimals: 0 },
  ],
  rules: [
    { key: 'hours-positive', when: 'hours < 0', field: 'hours', message: { 'zh-CN': '工时不能为负数', en: 'No less' } },
  ],
}

const helper = {
  kind: 'role',
  key: 'helper',
  label: '客服',
  grants: [{ object: 'ticket', actions: ['read', 'create'], scope: 'own' }],
}

const template = {
  format: 1,
  manifest: { key: 'desk', version: '1.0.0', title: '服务台', summary: '工单' },
  documents: [ticket, helper],
  data: [],
  scenarios: [
    {
      key: 'positive',
      label: { 'zh-CN': '负的工时被拒绝', en: 'Negative hours are refused' },
      people: { li: { roles: ['helper'] }, wang: { roles: ['helper'] } },
      steps: [
        { create: 'ticket', as: 'one', by: 'li', values: { subject: '打不开', hours: 1 } },
        { create: 'ticket', by: 'li', values: { subject: '负', hours: -1 }, refused: { code: 'rule.hours-positive' } },
        { hidden: 'one', by: 'wang' },
      ],
    },
  ],
}

const path = '/api/templates/desk/scenarios'

describe('scenarios of a template', () => {
  test('are played with the documents of today, whatever their keys, and touch nothing', async () => {
    const { admin } = server()
    expect((await admin.post(path, {})).status).toBe(404)
    expect((await admin.post('/api/templates', template)).status).toBe(201)
    expect(await admin.post(path, {})).toMatchObject({ status: 409, body: { code: 'template.not_installed' } })

    expect((await admin.post('/api/templates/desk/install', {})).status).toBe(201)
    expect(await admin.post(path, {})).toMatchObject({
      status: 200,
      body: { results: [{ key: 'positive', label: { en: 'Negative hours are refused' }, passed: true }] },
    })
    const { body: tickets } = await admin.get('/api/records/ticket?count=exact')
    expect(tickets).toMatchObject({ records: [], count: 0 })

    const { body } = await admin.get('/api/documents/object/ticket')
    const changed = { ...body.document, rules: [] } as unknown as Readonly<Record<string, unknown>>
    const changes = [{ op: 'put', document: changed }]
    expect((await admin.post('/api/changes', { changes })).status).toBe(201)
    const { results } = (await admin.post(path, {})).body
    expect(results).toMatchObject([
      {
        passed: false,
        failure: {
          step: 1,
          message: {
            'zh-CN': '应被拒绝 {"code":"rule.hours-positive"}，实际成功了。',
            en: 'Expected to be refused {"code":"rule.hours-positive"}; it succeeded.',
          },
        },
      },
    ])
  })
})
