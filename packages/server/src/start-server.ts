import { createApp, type App } from './create-app.js'
import { createCore, type Core } from './create-core.js'
import type { ServiceParts } from './create-services.js'
import { FileKeeper } from './files/file-keeper.js'
import type { FileStore } from './files/file-store.js'
import { folderStore } from './files/folder-store.js'
import { s3Store, type S3Settings } from './files/s3-store.js'
import { startFileSweep } from './files/start-file-sweep.js'
import { listen } from './http/listen.js'
import type { SecondStepFor } from './identity/second-step-for.js'
import type { SsoSettings } from './identity/sso/sso-settings.js'
import { createLog, type ServerLog } from './log.js'
import { createFirstAdministrator } from './people/first-administrator.js'
import { FIRST_WORKSPACE } from './people/setup.js'
import { startHousekeeping } from './platform/housekeeping.js'
import { startUpkeep } from './platform/start-upkeep.js'
import { readInstallationSecret } from './platform/installation-secret.js'
import { migratePlatform } from './platform/migrate-platform.js'
import { openPools, type Pools } from './platform/pools.js'
import { withStartLock } from './platform/with-start-lock.js'
import { routes } from './routes/index.js'
import { builtWeb } from './web/serve-web.js'
import { join } from 'node:path'

/** How a process is started. */
export interface ServerOptions {
  readonly databaseUrl: string
  /** 0 = any free port. */
  readonly port: number
  /** Address to listen on; all by default. */
  readonly host?: string
  /** Folder of the installation's secret and files, shared by its processes. */
  readonly dataDir: string
  /** `worker` answers health and metrics only, `api` leaves long work and workflows to others, `all` does both. */
  readonly role: 'all' | 'api' | 'worker'
  /** The first administrator, made at first start. */
  readonly adminEmail?: string
  readonly adminPassword?: string
  /** `host:port` pairs that requests of workflows may reach though they are private. */
  readonly outboundAllow: readonly string[]
  /** Key of encrypted fields, 32 bytes; by default derived from the secret. Kept: without it their values are lost. */
  readonly encryptionKey?: Uint8Array
  /** Address that people reach the installation by, 'https://crm.example.com'; links are made of it, cookies follow its scheme. */
  readonly publicUrl?: string
  /** Addresses and ranges of the operator's proxies, whose X-Forwarded-For counts. */
  readonly proxies?: readonly string[]
  /** Of whom a second step of signing in is asked; nobody by default. */
  readonly secondStepFor?: SecondStepFor
  /** An OpenID Connect provider that people sign in with; needs `publicUrl`. */
  readonly sso?: SsoSettings
  /** Where files are kept instead of the folder. */
  readonly s3?: S3Settings
  /** Folder of the built web application; that of packages/web by default. */
  readonly webRoot?: string
  /** Folder of the templates that come with the product; that of the checkout by default. */
  readonly templateRoot?: string
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
  const pools = openPools(options.databaseUrl, log, { engine: 10, platform: 4, automation: 3 })
  return serve(options, pools, secret, log)
}

async function serve(options: ServerOptions, pools: Pools, secret: Uint8Array, log: ServerLog): Promise<RunningServer> {
  const { databaseUrl, role, outboundAllow, encryptionKey } = options
  let onNews: (workspace: string) => void = () => undefined
  const core = createCore({
    ...{ pools, databaseUrl, secret, encryptionKey, log, role, outboundAllow },
    onNews: (workspace) => onNews(workspace),
  })
  const { engine, automation } = core
  const { files, store } = keeperOf(options, core)
  try {
    await store.check()
    await withStartLock(pools.platform, async () => {
      await engine.migrate()
      // Before anything is written: writes that start workflows put a job into the queue.
      await automation.migrate()
      await engine.workspaces.create({ key: FIRST_WORKSPACE, title: 'Tessera' })
    })
    const { publicUrl, proxies = [], sso, secondStepFor, templateRoot } = options
    const app = appOf(options, {
      pools,
      ...core,
      files,
      secret,
      log,
      publicUrl,
      proxies,
      sso,
      secondStepFor,
      outboundAllow,
      templateRoot,
    })
    const { setup, events, audit, tokenUses } = app.services
    onNews = (workspace) => events.hint(workspace)
    const { adminEmail, adminPassword } = options
    if (adminEmail !== undefined) await createFirstAdministrator(setup, adminEmail, adminPassword)
    await automation.start()
    const listener = await listen(app.listener, options.port, options.host)
    const stopHousekeeping = startHousekeeping(pools.platform, log)
    const stopUpkeep = role === 'api' ? undefined : startUpkeep(engine, log)
    const stopFileSweep = role === 'api' ? undefined : startFileSweep(engine, files, log)
    let stopped: Promise<void> | undefined
    return {
      url: `http://127.0.0.1:${listener.port}`,
      port: listener.port,
      ...((await setup.isNeeded()) ? { setupCode: setup.code } : {}),
      stop: () => {
        events.stop()
        stopHousekeeping()
        // Whoever asked for a report gets what there is of it.
        void core.scenarios.stop()
        return (stopped ??= listener
          .stop()
          .then(() => Promise.all([stopFileSweep?.(), stopUpkeep?.(), audit.flush(), tokenUses.flush()]))
          .then(() => stopCore(core, pools)))
      },
    }
  } catch (error) {
    await stopCore(core, pools)
    throw error
  }
}

/** Files arrive in a folder on the volume they are kept on; those for a bucket wait there until it has them. */
function keeperOf({ dataDir, s3 }: ServerOptions, { engine }: Core): { files: FileKeeper; store: FileStore } {
  const folder = join(dataDir, 'files')
  const store = s3 === undefined ? folderStore(folder) : s3Store(s3)
  return { store, files: new FileKeeper(engine.files, store, join(folder, '.arriving')) }
}

function appOf({ role, webRoot = builtWeb }: ServerOptions, parts: ServiceParts): App {
  if (role !== 'worker') return createApp(parts, routes, webRoot)
  const operations = routes.filter(({ tag }) => tag === 'operations')
  return createApp(parts, operations)
}

/** Runs in hand first: they write through the engine. */
async function stopCore({ automation, engine, scenarios }: Core, pools: Pools): Promise<void> {
  await scenarios.stop()
  await automation.stop()
  await engine.stop()
  await pools.end()
}
