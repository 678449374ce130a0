import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Account } from './account.js'
import { canEnter } from './run-as.js'

/** Where root keeps a cluster whose data folder its stand-in account cannot reach. */
const REACHABLE_ROOM = '/var/lib/tessera'

/**
 * Decides which folder holds the cluster: `<dataDir>/cluster`; for root, when a parent of it is closed to the account
 * PostgreSQL runs as, a new folder below `/var/lib/tessera`. That exception is written to `<dataDir>/cluster-folder`, so
 * that the data is found again whatever happens to modes later.
 */
export function clusterFolder(dataDir: string, account: Account | undefined): string {
  const inside = join(dataDir, 'cluster')
  const decision = join(dataDir, 'cluster-folder')
  if (existsSync(decision)) return readFileSync(decision, 'utf8').trim()
  if (existsSync(inside) || canEnter(account, dataDir)) return inside
  const outside = join(REACHABLE_ROOM, randomBytes(6).toString('hex'))
  makeOpenFolder(REACHABLE_ROOM)
  makeOpenFolder(outside)
  writeFileSync(decision, `${join(outside, 'cluster')}\n`)
  return join(outside, 'cluster')
}

/** Makes a folder others may pass through, whatever the umask is. */
export function makeOpenFolder(folder: string): void {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
}

/** Makes an empty folder only the account can enter. */
export function makePrivateFolder(folder: string, account: Account | undefined): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
  chmodSync(folder, 0o700)
  if (account !== undefined) chownSync(folder, account.uid, account.gid)
}
