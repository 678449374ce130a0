/**
 * `tessera start`: settings, port, database, server, greeting, and the way back down. What lives in this folder is only
 * the order of these steps and their sentences; the server itself is `@tessera/server`.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeDataFolder } from '../postgres/make-data-folder.js'
import { startPostgres } from '../postgres/start-postgres.js'
import { checkDatabase } from './check-database.js'
import { checkPort } from './check-port.js'
import { greeting } from './greeting.js'
import { type StartSettings, readSettings } from './settings.js'
import { stopRequest } from './stop-request.js'

interface Database {
  readonly url: string
  stop(): Promise<void>
}

/**
 * Starts everything, waits for a request to stop, and stops in order: first the server, which ends its requests, then
 * the database.
 *
 * Errors: `LaunchError` for everything a person can repair.
 * @returns the exit code
 */
export async function start(env: NodeJS.ProcessEnv): Promise<number> {
  const startedAt = Date.now()
  const stopRequested = stopRequest(env)
  const settings = readSettings(env, fileURLToPath(new URL('../../../../', import.meta.url)))
  makeDataFolder(settings.dataDir)
  if (settings.port !== 0) await checkPort(settings.port)
  // Loading the server's code takes as long as starting PostgreSQL: both at once.
  const [database, { startServer }] = await Promise.all([openDatabase(settings), import('@tessera/server')])
  try {
    const {
      port,
      dataDir,
      role,
      adminEmail,
      adminPassword,
      outboundAllow,
      publicUrl,
      proxies,
      sso,
      secondStepFor,
      s3,
      encryptionKey,
    } = settings
    const server = await startServer({
      databaseUrl: database.url,
      port,
      dataDir,
      role,
      outboundAllow: [...outboundAllow],
      proxies,
      secondStepFor,
      ...(publicUrl === undefined ? {} : { publicUrl }),
      ...(adminEmail === undefined ? {} : { adminEmail }),
      ...(adminPassword === undefined ? {} : { adminPassword }),
      ...(sso === undefined ? {} : { sso }),
      ...(s3 === undefined ? {} : { s3 }),
      ...(encryptionKey === undefined ? {} : { encryptionKey }),
    }).catch((error: unknown) => refuse(error, port))
    const url = `http://localhost:${server.port}`
    console.log(greeting({ settings, url, setupCode: server.setupCode, tookMs: Date.now() - startedAt }))
    await stopRequested
    console.log('\n正在停止 · Stopping …')
    await server.stop()
  } finally {
    await database.stop()
  }
  return 0
}

async function openDatabase({ databaseUrl, dataDir }: StartSettings): Promise<Database> {
  if (databaseUrl === undefined) return startPostgres({ dataDir: join(dataDir, 'postgres'), preset: 'product' })
  await checkDatabase(databaseUrl)
  return { url: databaseUrl, stop: async () => undefined }
}

/** Loaded late, like the server: the problem table behind it is large, and mostly not needed. */
async function refuse(error: unknown, port: number): Promise<never> {
  const { explainRefusal } = await import('./explain-refusal.js')
  throw explainRefusal(error, port)
}
