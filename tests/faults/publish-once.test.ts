import { expect, test } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signIn } from '../api/support/use-server.js'
import { withDatabase } from '../support/database.js'
import { administrator } from './administrator.js'
import { startMortalServer } from './mortal-server.js'

const change = {
  changes: [
    {
      op: 'put',
      document: {
        kind: 'object',
        key: 'note',
        label: '记录',
        fields: [{ key: 'name', type: 'text', label: '名称' }],
      },
    },
  ],
}
const key = { 'idempotency-key': 'sent-twice' }

/** The first start publishes the system documents: the publish of the test is the second. */
test.each([
  ['before it commits', 'publish.before-commit=kill@2'],
  ['after it has committed, before it answers', 'publish.after-commit=kill@2'],
])(
  'a publish whose process dies %s is sent again with its key and has happened once',
  async (_when, failpoints) => {
    await withDatabase(async ({ url, pool }) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'tessera-once-'))
      try {
        const first = await startMortalServer(url, dataDir, failpoints)
        const cutOff = await (await signIn(first?.url ?? '', administrator)).post('/api/changes', change, key).then(
          () => 'answered',
          () => 'cut off',
        )
        await first?.death
        const second = await startMortalServer(url, dataDir, '')
        const admin = await signIn(second?.url ?? '', administrator)
        const answers = [await admin.post('/api/changes', change, key), await admin.post('/api/changes', change, key)]
        await second?.kill()
        const { rows } = await pool.query('select max(revision) as revision from ws_main.changes')

        expect(cutOff).toBe('cut off')
        expect(answers.map(({ status, body }) => [status, body.revision])).toEqual([
          [201, 2],
          [201, 2],
        ])
        expect(answers[0]?.body.plan?.steps?.[0]).toMatchObject({ do: 'createObject', object: 'note' })
        expect(rows).toEqual([{ revision: 2 }])
      } finally {
        await rm(dataDir, { recursive: true, force: true })
      }
    })
  },
  60_000,
)
