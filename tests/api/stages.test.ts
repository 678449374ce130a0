import { beforeAll, describe, expect, test } from '@jest/globals'
import { useServer } from './support/use-server.js'
import { create } from './support/visit.js'

const server = useServer()

const label = (zh: string, en: string): object => ({ 'zh-CN': zh, en })

const deal = {
  kind: 'object',
  key: 'deal',
  label: label('商机', 'Deal'),
  fields: [
    { key: 'name', type: 'text', label: label('名称', 'Name') },
    {
      key: 'stage',
      type: 'select',
      label: label('阶段', 'Stage'),
      options: [
        { key: 'lead', label: label('线索', 'Lead') },
        { key: 'quote', label: label('报价', 'Quote') },
        { key: 'lost', label: label('丢单', 'Lost') },
      ],
    },
    { key: 'since', type: 'dateTime', label: label('进入阶段时间', 'In stage since') },
    { key: 'budget', type: 'currency', label: label('预算', 'Budget') },
    { key: 'reason', type: 'text', label: label('丢单原因', 'Reason for losing') },
  ],
  stages: [
    {
      key: 'sales',
      label: label('销售流程', 'Sales'),
      field: 'stage',
      since: 'since',
      steps: [
        { option: 'lead', days: 7 },
        { option: 'quote', required: ['budget'] },
        { option: 'lost', kind: 'lost', required: ['reason'], moves: [] },
      ],
    },
  ],
}

beforeAll(async () => {
  await server().admin.post('/api/changes', { changes: [{ op: 'put', document: deal }] })
})

describe('stages over HTTP', () => {
  test('a document comes back as it was sent, with ids', async () => {
    const { body } = await server().admin.get('/api/documents/object/deal')

    expect(body).toMatchObject({ document: { stages: deal.stages } })
    expect(JSON.stringify(body)).toMatch(/"steps":\[\{"id":"/)
  })

  test('a record that may not move says what is missing in the language of the caller, and stays', async () => {
    const { admin } = server()
    const id = await create(admin, 'deal', { name: 'a' })

    const zh = await admin.send('PATCH', `/api/records/deal/${id}`, { stage: 'quote' })
    const en = await admin.send('PATCH', `/api/records/deal/${id}`, { stage: 'quote' }, { 'Accept-Language': 'en' })

    expect(zh).toMatchObject({
      status: 422,
      body: {
        code: 'record.invalid',
        errors: [{ path: 'budget', code: 'stage.required', message: '「报价」阶段需要填写「预算」。' }],
      },
    })
    expect(en.body).toMatchObject({ errors: [{ message: 'The stage “Quote” needs “Budget”.' }] })
    expect((await admin.get(`/api/records/deal/${id}`)).body).toMatchObject({ stage: 'lead', version: 1 })
    const partial = await admin.post('/api/records/deal/batch?partial=true', { update: [{ id, stage: 'lost' }] })
    expect(partial.body).toMatchObject({ failed: 1, results: [{ errors: [{ path: 'update/0/reason' }] }] })
  })

  test('where a record stands is told with every move, and a token may move it with what is missing', async () => {
    const { admin } = server()
    const id = await create(admin, 'deal', { name: 'b' })

    const before = await admin.send('GET', `/api/records/deal/${id}/stages`, undefined, { 'Accept-Language': 'en' })
    const moved = await admin.send('PATCH', `/api/records/deal/${id}`, { stage: 'quote', budget: 10 })
    const after = await admin.get(`/api/records/deal/${id}/stages`)

    expect(before.body).toEqual({
      sets: [
        {
          key: 'sales',
          label: 'Sales',
          field: 'stage',
          stage: 'lead',
          since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          movable: true,
          steps: [
            expect.objectContaining({ stage: 'lead', label: 'Lead', kind: 'open', days: 7, visits: 1, problems: [] }),
            expect.objectContaining({
              stage: 'quote',
              allowed: true,
              problems: [{ path: 'budget', code: 'stage.required', message: 'The stage “Quote” needs “Budget”.' }],
            }),
            expect.objectContaining({
              stage: 'lost',
              kind: 'lost',
              problems: [expect.objectContaining({ path: 'reason' })],
            }),
          ],
        },
      ],
    })
    expect(moved.body).toMatchObject({ stage: 'quote', budget: 10 })
    expect(after.body).toMatchObject({ sets: [{ stage: 'quote', steps: [{ visits: 1 }, { visits: 1 }, {}] }] })
  })
})
