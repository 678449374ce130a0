import { expect, test } from '@jest/globals'
import { setTimeout } from 'node:timers/promises'
import type { Engine } from '../contract.js'
import { testAdmin, testNobody, withEngine, type TestEngine } from '../engine.testing.js'

const note = {
  kind: 'object',
  key: 'note',
  label: '便签',
  titleField: 'text',
  fields: [{ key: 'text', type: 'text', label: '内容' }],
}

const rows = 1_200

/** Somebody owns more notes than are handed over while one waits. */
const withNotes = (body: (test: TestEngine) => Promise<void>): Promise<void> =>
  withEngine('hand-over', [note], async (tools) => {
    const create = Array.from({ length: rows }, (_, index) => ({ text: `N ${index}`, owner: testNobody.id }))
    await tools.engine.records.batch(testAdmin, 'note', { create })
    await body(tools)
  })

async function isOver(engine: Engine, id: string): Promise<void> {
  while ((await engine.jobs.get(testAdmin, id)).state !== 'done') await setTimeout(10)
}

const owned = async (engine: Engine, owner: string): Promise<number | undefined> =>
  (await engine.records.query(testAdmin, 'note', { filter: `owner = "${owner}"`, count: 'exact', limit: 1 })).count

test('a hand-over that was cut off goes on where it stopped, in another process and after a publish', () =>
  withNotes(async ({ engine, another }) => {
    const started = await engine.handOvers.start(testAdmin, testNobody.id, () => testAdmin.id)
    const id = started?.id ?? ''
    while ((await engine.jobs.get(testAdmin, id)).done === 0) await setTimeout(1)
    await engine.stop()
    const cut = await engine.jobs.get(testAdmin, id)
    expect([cut.state, cut.total]).toEqual(['running', rows])
    expect(await owned(engine, testAdmin.id)).toBe(cut.done)

    const other = another()
    const { document } = await other.documents.get(testAdmin, 'object', 'note')
    await other.changes.publish(testAdmin, {
      changes: [{ op: 'put', document: { ...document, label: '笔记' } as never }],
    })
    await other.migrate()
    await isOver(other, id)

    expect(await other.jobs.get(testAdmin, id)).toMatchObject({ done: rows, result: { handedOver: rows, refused: 0 } })
    expect(await owned(other, testNobody.id)).toBe(0)
    const notes = await other.records.query(testAdmin, 'note', { fields: ['id', 'version'], limit: 500 })
    expect(new Set((JSON.parse(notes.recordsJson) as { version: number }[]).map(({ version }) => version))).toEqual(
      new Set([2]),
    )
  }))

test('a process that leaves long work to others writes the job down and does not touch the records', () =>
  withNotes(async ({ another }) => {
    const api = another({ runsJobs: false })
    const started = await api.handOvers.start(testAdmin, testNobody.id, () => testAdmin.id)
    expect(started).toMatchObject({ kind: 'handOver', state: 'queued', done: 0, total: rows })
    expect(await api.handOvers.holdings(testAdmin, testNobody.id)).toMatchObject([{ object: 'note', count: rows }])
  }))

test('who does not administer people hands nothing over, and is not told who holds what', () =>
  withEngine('hand-over', [note], async ({ engine }) => {
    const denied = { code: 'access.denied' }
    await expect(engine.handOvers.holdings(testNobody, testAdmin.id)).rejects.toMatchObject(denied)
    await expect(engine.handOvers.start(testNobody, testAdmin.id, () => testNobody.id)).rejects.toMatchObject(denied)
    await expect(engine.records.create(testNobody, 'department', { name: '自封' })).rejects.toMatchObject({
      code: 'record.unknown_object',
    })
  }))
