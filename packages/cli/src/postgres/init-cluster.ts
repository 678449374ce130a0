import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LaunchError } from '../launch-error.js'
import type { Account } from './account.js'
import { makePrivateFolder } from './cluster-folder.js'
import type { ReadyBinaries } from './prepare-binaries.js'
import { runAs } from './run-as.js'
import type { Preset } from './settings.js'

/** Name of the superuser of our own clusters. */
export const SUPERUSER = 'tessera'

/** What is needed to create or check a cluster. */
export interface ClusterPlan {
  readonly binaries: ReadyBinaries
  readonly account: Account | undefined
  readonly cluster: string
  readonly dataDir: string
  readonly preset: Preset
}

/**
 * Creates the cluster if there is none, and answers the superuser's password.
 *
 * The cluster is made beside its place and moved there when complete, so a start killed in the middle is repaired by the
 * next one. Text is UTF-8 and sorts by code point with the `builtin` provider (the same on every machine and faster
 * than libc; people see lists sorted by ICU collations chosen per query). The password is 256 random bits in
 * `<dataDir>/password`, mode 0600.
 *
 * Errors: `LaunchError` when initdb fails, or when the cluster was made by another major version.
 */
export function initCluster(plan: ClusterPlan): string {
  const passwordFile = join(plan.dataDir, 'password')
  if (existsSync(join(plan.cluster, 'PG_VERSION'))) {
    checkMajor(plan)
    if (!existsSync(passwordFile)) throw passwordLost(plan.cluster, passwordFile)
    return readFileSync(passwordFile, 'utf8').trim()
  }
  const password = randomBytes(32).toString('base64url')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  chmodSync(passwordFile, 0o600)
  const unfinished = `${plan.cluster}.unfinished`
  makePrivateFolder(unfinished, plan.account)
  runInitdb(plan, unfinished, password)
  rmSync(plan.cluster, { recursive: true, force: true })
  renameSync(unfinished, plan.cluster)
  return password
}

function runInitdb({ binaries, account, preset }: ClusterPlan, folder: string, password: string): void {
  const forInitdb = `${folder}.password`
  writeFileSync(forInitdb, password, { mode: 0o600 })
  if (account !== undefined) chownSync(forInitdb, account.uid, account.gid)
  const base = ['-D', folder, '-U', SUPERUSER, '--auth=scram-sha-256', `--pwfile=${forInitdb}`, '--no-instructions']
  const options = [...base, '--encoding=UTF8', ...(preset === 'test' ? ['--no-sync'] : [])]
  const answers = localesOf(binaries.major).map((locale) => () => {
    return runAs(account, join(binaries.binFolder, 'initdb'), [...options, ...locale])
  })
  try {
    const outputs: string[] = []
    for (const attempt of answers) {
      const answer = attempt()
      if (answer.ok) return
      outputs.push(answer.output)
      makePrivateFolder(folder, account)
    }
    throw new LaunchError(
      `无法创建数据库文件夹 ${folder}。`,
      `initdb could not create ${folder}:\n${outputs.join('\n')}`,
    )
  } finally {
    rmSync(forInitdb, { force: true })
  }
}

/** Best first: the builtin provider exists since 17; not every system knows `C.UTF-8`. */
function localesOf(major: number): readonly (readonly string[])[] {
  const libc = [['--locale=C.UTF-8'], ['--locale=C']]
  return major >= 17 ? [['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'], ...libc] : libc
}

function checkMajor({ binaries, cluster }: ClusterPlan): void {
  const made = Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'))
  if (made === binaries.major) return
  throw new LaunchError(
    `数据文件夹 ${cluster} 由 PostgreSQL ${made} 创建，而现在只找到 PostgreSQL ${binaries.major}。请使用原来的版本启动。`,
    `${cluster} was created by PostgreSQL ${made}, but the one found here is ${binaries.major}. Start it with its own version.`,
  )
}

function passwordLost(cluster: string, passwordFile: string): LaunchError {
  return new LaunchError(
    `数据库 ${cluster} 还在，但它的密码文件 ${passwordFile} 不见了。请从备份中恢复该文件。`,
    `The database ${cluster} is there, but its password file ${passwordFile} is not. Restore that file from a backup.`,
  )
}
