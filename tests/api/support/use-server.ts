import { afterAll, beforeAll } from '@jest/globals'
import { startServer, type RunningServer, type ServerLog, type ServerOptions } from '@tessera/server'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { withDatabase } from '../../support/database.js'
import { ApiClient } from './client.js'

export const administrator = { email: 'admin@example.org', password: 'correct horse battery' } as const
export const nobody = { email: 'nobody@example.org', password: 'a person without roles' } as const

/** A serving process of a test file with its callers. */
export interface TestServer {
  readonly running: RunningServer
  readonly databaseUrl: string
  readonly dataDir: string
  readonly pool: Pool
  /** Nobody signed in. */
  readonly anonymous: ApiClient
  readonly admin: ApiClient
  /** Signed in, without roles. */
  readonly nobody: ApiClient
  readonly ids: { readonly admin: string; readonly nobody: string }
  /** The administrator's cookie, for requests a client of ours cannot send. */
  readonly cookie: string
  /** What the server logged as errors. */
  readonly errors: object[]
}

/**
 * One server on a database of its own for all tests of a file: with an administrator and a person without roles. What is
 * alike in all files is built once per run.
 */
export function useServer(): () => TestServer {
  let server: TestServer | undefined
  let finish: () => void = () => undefined
  let finished: Promise<void> = Promise.resolve()

  beforeAll(async () => {
    await new Promise<void>((resolve, reject) => {
      finished = withDatabase.fromTemplate('api', buildTemplate, async ({ url, pool }) => {
        await withServer(url, async (running, dataDir, errors) => {
          server = await signInAll(running, { databaseUrl: url, dataDir, pool, errors })
          const untilFinished = new Promise<void>((end) => (finish = end))
          resolve()
          await untilFinished
        })
      })
      finished.catch(reject)
    })
  }, 120_000)

  afterAll(async () => {
    finish()
    await finished
  })

  return () => {
    if (server === undefined) throw new Error('The server is not up yet: ask for it inside a test.')
    return server
  }
}

/** Starts a server with a folder of its own; stops it and removes the folder afterwards. */
export async function withServer<Result>(
  databaseUrl: string,
  body: (running: RunningServer, dataDir: string, errors: object[]) => Promise<Result>,
  options: Partial<ServerOptions> = {},
): Promise<Result> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'tessera-api-')))
  const errors: object[] = []
  const log: ServerLog = {
    info: () => undefined,
    warn: () => undefined,
    error: (details, message) => errors.push({ message, ...details }),
  }
  const running = await startServer({ databaseUrl, port: 0, dataDir, role: 'all', outboundAllow: [], log, ...options })
  try {
    return await body(running, dataDir, errors)
  } finally {
    await running.stop()
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true })
  }
}

/** Signs in and gives a client with the cookie. A machine at its limit is asked again, as every client does. */
export async function signIn(url: string, credentials: { email: string; password: string }): Promise<ApiClient> {
  const client = new ApiClient(url)
  const { email, password } = credentials
  let answer = await client.post('/api/session', { email, password })
  for (let again = 0; answer.status === 503 && again < 5; again++) {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    answer = await client.post('/api/session', { email, password })
  }
  if (answer.status !== 200) throw new Error(`Signing in answered ${answer.status}: ${answer.text}`)
  return client.with({ cookie: cookieOf(answer.headers) })
}

/** The session cookie an answer set, as a Cookie header sends it. */
export function cookieOf(headers: Headers): string {
  return headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

async function buildTemplate({ url }: { url: string }): Promise<void> {
  const first = { adminEmail: administrator.email, adminPassword: administrator.password }
  await withServer(
    url,
    async (running) => {
      const admin = await signIn(running.url, administrator)
      const made = await admin.post('/api/people', { ...nobody, name: 'Nobody' })
      if (made.status !== 201) throw new Error(`Making a person answered ${made.status}: ${made.text}`)
    },
    first,
  )
}

async function signInAll(
  running: RunningServer,
  rest: Pick<TestServer, 'databaseUrl' | 'dataDir' | 'pool' | 'errors'>,
): Promise<TestServer> {
  const [admin, someone] = await Promise.all([signIn(running.url, administrator), signIn(running.url, nobody)])
  const [adminMe, nobodyMe] = await Promise.all([admin.get('/api/me'), someone.get('/api/me')])
  return {
    ...rest,
    running,
    anonymous: new ApiClient(running.url),
    admin,
    cookie: admin.header('cookie'),
    nobody: someone,
    ids: { admin: String(adminMe.body.user?.id), nobody: String(nobodyMe.body.user?.id) },
  }
}
