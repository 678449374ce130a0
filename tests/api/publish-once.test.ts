import { describe, expect, test } from '@jest/globals'
import { useServer } from './support/use-server.js'

const server = useServer()

const note = (...keys: readonly string[]): object => ({
  kind: 'object',
  key: 'note',
  label: '记录',
  fields: keys.map((key) => ({ key, type: 'text', label: key })),
})
const put = (document: object): object => ({ changes: [{ op: 'put', document }] })
const revision = async (): Promise<number> => Number((await server().admin.get('/api/documents')).body.revision)

describe('a publish and an undo with an Idempotency-Key', () => {
  test('happen once, however often they are sent', async () => {
    const { admin } = server()
    const before = await revision()
    const publish = { 'idempotency-key': 'publish-1' }
    const undo = { 'idempotency-key': 'undo-1' }

    const published = await admin.post('/api/changes', put(note('a')), publish)
    const again = await admin.post('/api/changes', put(note('a')), publish)
    const accept = ['object.hide:note']
    const undone = await admin.post(`/api/changes/${before + 1}/undo`, { accept }, undo)
    const undoneAgain = await admin.post(`/api/changes/${before + 1}/undo`, { accept }, undo)

    expect(published).toMatchObject({ status: 201, body: { revision: before + 1 } })
    expect(again).toMatchObject({ status: 201, body: published.body })
    expect(undone).toMatchObject({ status: 201, body: { revision: before + 2 } })
    expect(undoneAgain).toMatchObject({ status: 201, body: undone.body })
    expect(await revision()).toBe(before + 2)
  })

  test('with another body are 422', async () => {
    const { admin } = server()
    const key = { 'idempotency-key': 'publish-2' }
    await admin.post('/api/changes', put(note('a')), key)

    const answer = await admin.post('/api/changes', put(note('a', 'b')), key)

    expect(answer).toMatchObject({ status: 422, body: { code: 'request.idempotency_mismatch' } })
  })

  test('are refused again when they were refused, in the language of the caller', async () => {
    const { admin } = server()
    const key = { 'idempotency-key': 'publish-3' }
    const wrong = put({ ...note('a'), titleField: 'nothing' })

    const refused = await admin.post('/api/changes', wrong, key)
    const again = await admin.post('/api/changes', wrong, key)
    const english = await admin.post('/api/changes', wrong, { ...key, 'accept-language': 'en' })

    expect(refused).toMatchObject({ status: 422, body: { code: 'document.invalid' } })
    expect(again.body.errors).toEqual(refused.body.errors)
    expect(english.body.detail).not.toBe(refused.body.detail)
  })

  test('leave their key with the documents, not with the answers the server keeps', async () => {
    const { admin, pool } = server()
    await admin.post('/api/changes', put(note('a', 'c')), { 'idempotency-key': 'publish-4' })

    const kept = await pool.query(`select outcome from ws_main.idempotency where key = 'publish-4'`)
    const answers = await pool.query(`select 1 from platform.idempotency where key = 'publish-4'`)

    expect(kept.rows).toEqual([{ outcome: { answer: { revision: await revision() } } }])
    expect(answers.rows).toEqual([])
  })
})
