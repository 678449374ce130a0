/**
 * The embedded PostgreSQL: a real server from the npm package of this platform (or one found on the system), kept in a
 * data folder of ours and reachable from this machine only.
 *
 * What lives in this folder: finding and preparing the programs (`find-binaries`, `link-libraries`, `prepare-binaries`),
 * the account they run as (`account`, `run-as`), the data folder (`cluster-folder`, `init-cluster`, `folder-lock`,
 * `tenants`) and the running server (`settings`, `server-process`, `find-running`). Nothing here knows what is stored.
 */
import { resolve } from 'node:path'
import { databaseAccount } from './account.js'
import { clusterFolder } from './cluster-folder.js'
import { findRunning } from './find-running.js'
import { withFolderLock } from './folder-lock.js'
import { type ClusterPlan, SUPERUSER, initCluster } from './init-cluster.js'
import { makeDataFolder } from './make-data-folder.js'
import { prepareBinaries } from './prepare-binaries.js'
import { readPostmasterFile } from './postmaster-file.js'
import { launchServer, stopServer } from './server-process.js'
import type { Preset } from './settings.js'
import { enterTenancy } from './tenants.js'

export interface StartPostgresOptions {
  /** Folder of the cluster, its password, log and locks; made when missing. */
  readonly dataDir: string
  readonly preset: Preset
}

export interface RunningPostgres {
  /** Connection address of the superuser, `postgresql://tessera:…@127.0.0.1:40321/postgres`; holds the password. */
  readonly url: string
  /** Whether a server left running by a killed process, or shared with a living one, was taken over. */
  readonly reused: boolean
  /** Stops the server, unless another living process uses it too. May be called twice. */
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL on a data folder, or takes over the server already running on it, and waits until it answers.
 *
 * Units:  first start 0.6 to 2 s (initdb), later ones about 0.1 s.
 * Errors: `LaunchError` when there are no programs, no writable folder, another major version, or no start.
 */
export async function startPostgres({ dataDir, preset }: StartPostgresOptions): Promise<RunningPostgres> {
  const folder = resolve(dataDir)
  const account = databaseAccount(process.getuid?.())
  makeDataFolder(folder)
  return withFolderLock(folder, async () => {
    const cluster = clusterFolder(folder, account)
    const binaries = prepareBinaries(account, folder)
    const plan: ClusterPlan = { binaries, account, cluster, dataDir: folder, preset }
    const password = initCluster(plan)
    const running = await findRunning(plan, password)
    const server = running ?? (await launchServer(plan))
    const tenancy = enterTenancy(folder)
    const stop = () =>
      withFolderLock(folder, async () => {
        const isLast = tenancy.leave()
        if (isLast && readPostmasterFile(cluster)?.pid === server.pid) await stopServer(plan, server.pid)
      })
    return {
      url: `postgresql://${SUPERUSER}:${password}@127.0.0.1:${server.port}/postgres`,
      reused: running !== undefined,
      stop: once(stop),
    }
  })
}

function once(action: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined
  return () => (result ??= action())
}
