import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { LaunchError } from '../launch-error.js'
import type { Account } from './account.js'
import { canEnter } from './run-as.js'

/** Where root keeps a cluster whose data folder its stand-in account cannot reach. */
const REACHABLE_ROOM = '/var/lib/tessera'

/**
 * Decides which folder holds the cluster: `<dataDir>/cluster`; for root, when a parent of it is closed to the account
 * PostgreSQL runs as, a folder below `/var/lib/tessera`. That exception is written to `<dataDir>/cluster-folder`, so that
 * the data is found again whatever happens to modes later.
 *
 * Errors: `LaunchError` when the data folder cannot be written.
 */
export function clusterFolder(dataDir: string, account: Account | undefined): string {
  makeParents(dataDir)
  const inside = join(dataDir, 'cluster')
  const decision = join(dataDir, 'cluster-folder')
  if (existsSync(decision)) return readFileSync(decision, 'utf8').trim()
  if (existsSync(inside) || canEnter(account, dataDir)) return inside
  const outside = join(REACHABLE_ROOM, createHash('sha256').update(dataDir).digest('hex').slice(0, 12), 'cluster')
  makeParents(dirname(outside))
  writeFileSync(decision, `${outside}\n`)
  return outside
}

/** Makes an empty folder only the account can enter. Its parents keep the default mode, or the account could not pass. */
export function makePrivateFolder(folder: string, account: Account | undefined): void {
  rmSync(folder, { recursive: true, force: true })
  makeParents(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
  chmodSync(folder, 0o700)
  if (account !== undefined) chownSync(folder, account.uid, account.gid)
}

function makeParents(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new LaunchError(
      `无法写入数据文件夹 ${folder}。请用 TESSERA_DATA 指定可写的位置。`,
      `Cannot write the data folder ${folder}. Name a writable one in TESSERA_DATA.`,
      { cause: error },
    )
  }
}
