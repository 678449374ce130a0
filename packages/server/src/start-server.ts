import { fieldTypeDefinitions } from '@tessera/blocks/definitions'
import { fieldTypeServers } from '@tessera/blocks/server'
import { createEngine, type Engine } from '@tessera/engine'
import { createApp } from './create-app.js'
import { deriveKey } from './create-services.js'
import { listen } from './http/listen.js'
import { createLog, type ServerLog } from './log.js'
import { createFirstAdministrator } from './people/first-administrator.js'
import { FIRST_WORKSPACE } from './people/setup.js'
import { startHousekeeping } from './platform/housekeeping.js'
import { readInstallationSecret } from './platform/installation-secret.js'
import { migratePlatform } from './platform/migrate-platform.js'
import { openPools, type Pools } from './platform/pools.js'
import { withStartLock } from './platform/with-start-lock.js'
import { routes } from './routes/index.js'
import { builtWeb } from './web/serve-web.js'

/** How a process is started. */
export interface ServerOptions {
  readonly databaseUrl: string
  /** 0 = any free port. */
  readonly port: number
  /** Address to listen on; all by default. */
  readonly host?: string
  /** Folder of the installation's secret, shared by its processes. */
  readonly dataDir: string
  /** `worker` answers health and metrics only, `api` leaves long work to others, `all` does both. */
  readonly role: 'all' | 'api' | 'worker'
  /** The first administrator, made at first start. */
  readonly adminEmail?: string
  readonly adminPassword?: string
  /** `host:port` pairs that outbound requests may reach though they are private. */
  readonly outboundAllow: readonly string[]
  /** Folder of the built web application; that of packages/web by default. */
  readonly webRoot?: string
  readonly log?: ServerLog
}

/** A serving process. */
export interface RunningServer {
  readonly url: string
  readonly port: number
  /** Needed for the first set-up from another machine; only while no account exists. */
  readonly setupCode?: string
  /** Lets requests in flight end (at most ten seconds), then closes everything. */
  stop(): Promise<void>
}

/**
 * Starts a process: tables brought to today's layout, workspace `main` and first administrator made where missing, then
 * the socket. Several processes may start at once on one database.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const log = options.log ?? createLog()
  const [secret] = await Promise.all([readInstallationSecret(options.dataDir), migratePlatform(options.databaseUrl)])
  const pools = openPools(options.databaseUrl, log, { engine: 10, platform: 4 })
  try {
    return await serve(options, pools, secret, log)
  } catch (error) {
    await pools.end()
    throw error
  }
}

async function serve(options: ServerOptions, pools: Pools, secret: Uint8Array, log: ServerLog): Promise<RunningServer> {
  let hint: (workspace: string) => void = () => undefined
  const engine = createEngine({
    pool: pools.engine,
    fieldTypes: { definitions: fieldTypeDefinitions, servers: fieldTypeServers },
    secret: deriveKey(secret, 'cursor'),
    log,
    runsJobs: options.role !== 'api',
    onCommit: (workspace) => hint(workspace),
  })
  await withStartLock(pools.platform, async () => {
    await engine.migrate()
    await engine.workspaces.create({ key: FIRST_WORKSPACE, title: 'Tessera' })
  })
  const parts = { pools, engine, secret, log }
  const app =
    options.role === 'worker'
      ? createApp(
          parts,
          routes.filter(({ tag }) => tag === 'operations'),
        )
      : createApp(parts, routes, options.webRoot ?? builtWeb)
  const { setup, events } = app.services
  hint = (workspace) => events.hint(workspace)
  if (options.adminEmail !== undefined) await createFirstAdministrator(setup, options.adminEmail, options.adminPassword)
  const stopHousekeeping = startHousekeeping(pools.platform, log)
  const listener = await listen(app.listener, options.port, options.host)
  let stopped: Promise<void> | undefined
  return {
    url: `http://127.0.0.1:${listener.port}`,
    port: listener.port,
    ...((await setup.isNeeded()) ? { setupCode: setup.code } : {}),
    stop: () => {
      events.stop()
      return (stopped ??= stopAll(listener.stop, stopHousekeeping, engine, pools))
    },
  }
}

async function stopAll(stopListening: () => Promise<void>, stopHousekeeping: () => void, engine: Engine, pools: Pools) {
  stopHousekeeping()
  await stopListening()
  await engine.stop()
  await pools.end()
}
