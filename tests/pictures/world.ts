import { startServer } from '@tessera/server'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ApiClient } from '../api/support/client.js'
import { withDatabase } from '../support/database.js'
import { fillSample } from './sample-records.js'

/** A running server with two people; `names` stand for sample records in addresses. */
export interface World {
  readonly url: string
  readonly cookies: Readonly<Record<'admin' | 'nobody', string>>
  readonly names: Readonly<Record<string, string>>
}

const administrator = { email: 'admin@example.org', password: 'correct horse battery', name: '管理员' }
const stranger = { email: 'nobody@example.org', password: 'a person without roles', name: '新同事' }

/** Starts a server on a database of its own, bare or filled with the sample; both are gone afterwards. */
export async function withWorld<Result>(isFilled: boolean, body: (world: World) => Promise<Result>): Promise<Result> {
  return withDatabase(async ({ url: databaseUrl }) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'tessera-pictures-'))
    const silent = { info: () => undefined, warn: () => undefined, error: (details: object) => console.error(details) }
    const first = { adminEmail: administrator.email, adminPassword: administrator.password }
    const running = await startServer({
      databaseUrl,
      port: 0,
      dataDir,
      role: 'all',
      outboundAllow: [],
      log: silent,
      ...first,
    })
    try {
      const admin = await signIn(running.url, administrator)
      const made = await admin.post('/api/people', stranger)
      if (made.status !== 201) throw new Error(made.text)
      const nobody = await signIn(running.url, stranger)
      const names = isFilled ? { ...(await fillSample(admin)), revision: '4' } : {}
      return await body({
        url: running.url,
        cookies: { admin: admin.header('cookie'), nobody: nobody.header('cookie') },
        names,
      })
    } finally {
      await running.stop()
      await rm(dataDir, { recursive: true })
    }
  })
}

async function signIn(url: string, { email, password }: { email: string; password: string }): Promise<ApiClient> {
  const client = new ApiClient(url)
  const answer = await client.post('/api/session', { email, password })
  if (answer.status !== 200) throw new Error(answer.text)
  return client.with({ cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' })
}
