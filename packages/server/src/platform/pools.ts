import pg from 'pg'
import type { ServerLog } from '../log.js'

/** Longest a request waits for a connection before it is answered 503 `request.busy`. */
const CONNECTION_TIMEOUT_MS = 5_000

const STATEMENT_TIMEOUT_MS = 30_000
const LOCK_TIMEOUT_MS = 10_000
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000

/** The pools of a process: records and documents, the server's own tables (accounts, tokens, limits), runs of workflows. */
export interface Pools {
  readonly engine: pg.Pool
  /** Its search path is `platform`, as better-auth's adapter needs it. */
  readonly platform: pg.Pool
  /** Small and apart, so that people's requests never wait for a run. */
  readonly automation: pg.Pool
  end(): Promise<void>
}

export interface PoolSizes {
  readonly engine: number
  readonly platform: number
  readonly automation: number
}

/**
 * Opens the pools. Every connection has statement, lock and idle-transaction timeouts, and UTC as its zone; a connection
 * lost while idle is logged and replaced, it never ends the process.
 */
export function openPools(databaseUrl: string, log: ServerLog, sizes: PoolSizes): Pools {
  const engine = openPool(databaseUrl, log, sizes.engine, 'tessera', '-c TimeZone=UTC')
  const platform = openPool(
    databaseUrl,
    log,
    sizes.platform,
    'tessera-platform',
    '-c TimeZone=UTC -c search_path=platform',
  )
  const automation = openPool(databaseUrl, log, sizes.automation, 'tessera-automation', '-c TimeZone=UTC')
  const all = [engine, platform, automation]
  return {
    engine,
    platform,
    automation,
    end: async () => {
      await Promise.all(all.map((pool) => pool.end()))
    },
  }
}

function openPool(connectionString: string, log: ServerLog, max: number, name: string, options: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    application_name: name,
    options,
    keepAlive: true,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    idleTimeoutMillis: 60_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  })
  // The error of node-postgres carries the whole client; its sentence says enough.
  pool.on('error', (error) => {
    if (!pool.ending) log.warn({ reason: error.message, pool: name }, 'A database connection was lost while idle')
  })
  return pool
}
