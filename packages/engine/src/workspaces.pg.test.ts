import { expect, test } from '@jest/globals'
import { fieldTypes } from '@tessera/blocks/server'
import { withDatabase } from '../../../tests/support/database.js'
import { testAdmin } from './engine.testing.js'
import { createEngine } from './engine.js'

test('processes that start at once on an empty database make one workspace', () =>
  withDatabase(async ({ pool }) => {
    const engines = [1, 2, 3].map(() => createEngine({ pool, fieldTypes, secret: new Uint8Array(32) }))

    await Promise.all(
      engines.map(async (engine) => {
        await engine.migrate()
        await engine.workspaces.create({ key: 'main', title: '公司', timeZone: 'Asia/Shanghai' })
      }),
    )

    expect(await engines[0]!.workspaces.list()).toEqual([{ key: 'main', title: '公司', timeZone: 'Asia/Shanghai' }])
    const { documents, revision } = await engines[1]!.documents.list(testAdmin, {})
    expect([revision, documents.map(({ key }) => key).sort()]).toEqual([
      1,
      ['calendar', 'department', 'everyone', 'task', 'user', 'workspace'],
    ])
    await Promise.all(engines.map((engine) => engine.stop()))
  }))

test('a key that could not name a schema is refused', () =>
  withDatabase(async ({ pool }) => {
    const engine = createEngine({ pool, fieldTypes, secret: new Uint8Array(32) })

    await expect(engine.workspaces.create({ key: 'Main"; --', title: 'x' })).rejects.toThrow('not a workspace key')
    await engine.stop()
  }))
