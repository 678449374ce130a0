import { createHash } from 'node:crypto'
import { chownSync, existsSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LaunchError } from '../launch-error.js'
import type { Account } from './account.js'

/** The system keeps at most 107 bytes of a socket's path; the name itself, `.s.PGSQL.54321`, takes 15. */
const LONGEST_FOLDER_BYTES = 90

/**
 * Where the server puts its Unix socket: inside the cluster, which only its account may enter, or when that path is too
 * long in a private folder below the temporary one.
 *
 * Errors: `LaunchError` when somebody else owns that folder.
 */
export function socketFolder(cluster: string, account: Account | undefined): string {
  if (Buffer.byteLength(cluster) <= LONGEST_FOLDER_BYTES && !/[",]/.test(cluster)) return cluster
  const folder = join(tmpdir(), `tessera-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`)
  const owner = account?.uid ?? process.getuid?.() ?? 0
  if (!existsSync(folder)) {
    mkdirSync(folder, { mode: 0o700 })
    if (account !== undefined) chownSync(folder, account.uid, account.gid)
  }
  const state = lstatSync(folder)
  if (state.isDirectory() && state.uid === owner) return folder
  throw new LaunchError(`${folder} 属于其他用户，请删除它。`, `${folder} belongs to somebody else; remove it.`)
}
