import { beforeAll, expect, test } from '@jest/globals'
import { useServer } from './support/use-server.js'

const server = useServer()

const note = (options: readonly object[] | undefined) => ({
  kind: 'object',
  key: 'note',
  label: '记录',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    options === undefined
      ? { key: 'grade', type: 'text', label: '等级' }
      : { key: 'grade', type: 'select', label: '等级', options },
  ],
})
const options = [{ key: 'a', label: '甲' }]

async function publish(document: object): Promise<void> {
  const accept = ['field.convert:note.grade']
  const answer = await server().admin.post('/api/changes', { changes: [{ op: 'put', document }], accept })
  expect(answer.status).toBe(201)
}

beforeAll(async () => {
  await publish(note(undefined))
  const create = ['甲', '乙', '丙'].map((grade, index) => ({ name: `n${index}`, grade }))
  await server().admin.post('/api/records/note/batch', { create })
  await publish(note(options))
}, 60_000)

test('the fields and the values that wait are listed, in the language asked for', async () => {
  const { admin } = server()
  const fields = await admin.get('/api/conversions/note')
  const values = await admin.with({ 'accept-language': 'en' }).get('/api/conversions/note/grade?limit=1')

  expect(fields.body).toEqual({
    fields: [{ field: 'grade', label: '等级', from: '单行文本', to: '单选', revision: 3, waiting: 2 }],
  })
  expect(values.body).toMatchObject({ values: [{ title: 'n1', value: '乙', reason: expect.stringContaining('乙') }] })
  const rest = await admin.get(`/api/conversions/note/grade?after=${encodeURIComponent(String(values.body.next))}`)
  expect(rest.body).toMatchObject({ values: [{ title: 'n2', value: '丙' }], next: null })
})

test('what cannot be found and what cannot be read is refused', async () => {
  const { admin } = server()

  expect((await admin.get('/api/conversions/nothing')).status).toBe(404)
  expect((await admin.get('/api/conversions/note/nothing')).status).toBe(404)
  expect((await admin.get('/api/conversions/note/grade?after=x')).body.code).toBe('request.bad_cursor')
})

test('trying again writes what fits by now', async () => {
  const { admin } = server()
  await publish(note([...options, { key: 'b', label: '乙' }]))

  const answer = await admin.post('/api/conversions/note/grade/retry', {})
  expect([answer.status, answer.body]).toEqual([200, { converted: 1, made: 0, refused: 0, waiting: 1 }])
  const { body } = await admin.get('/api/records/note?sort=name')
  expect((body.records as unknown as { grade: string | null }[]).map(({ grade }) => grade)).toEqual(['a', 'b', null])
})
