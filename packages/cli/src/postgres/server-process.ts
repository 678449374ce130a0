import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { LaunchError } from '../launch-error.js'
import type { ClusterPlan } from './init-cluster.js'
import { readPostmasterFile } from './postmaster-file.js'
import { isAlive, until } from './processes.js'
import { runAs } from './run-as.js'
import { openServerLog } from './server-log.js'
import { settingsOf } from './settings.js'
import { socketFolder } from './socket-folder.js'

/** After a power cut PostgreSQL first replays its log; a large one takes minutes. */
export const RECOVERY_TIMEOUT_MS = 600_000
const STOP_STEPS = [
  ['SIGTERM', 500],
  ['SIGINT', 60_000],
  ['SIGQUIT', 60_000],
] as const
/** Reasons that pass: somebody took the port between our look and its bind; backends of a killed server are still dying. */
const PASSING = /Address already in use|pre-existing shared memory block/
const PASSING_TIMEOUT_MS = 15_000

/** A server process of ours, by what `postmaster.pid` says of it. */
export interface ServerProcess {
  readonly pid: number
  readonly port: number
}

/**
 * Starts PostgreSQL on a free loopback port and waits until it answers. It gets a process group of its own, so that
 * Ctrl+C reaches only Node, which stops it in order.
 *
 * Errors: `LaunchError` with the end of PostgreSQL's log when it does not start.
 */
export async function launchServer(plan: ClusterPlan): Promise<ServerProcess> {
  for (const deadline = Date.now() + PASSING_TIMEOUT_MS; ;) {
    const log = openServerLog(plan.dataDir)
    const server = await spawnServer(plan, await freePort(), log.descriptor).finally(log.close)
    if (server !== undefined) return server
    const reason = log.said()
    if (!PASSING.test(reason) || Date.now() > deadline) throw startFailed(log.path, reason)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/**
 * Stops a server; everything committed is written. Step by step, as PostgreSQL knows them: "smart" lets connections that
 * are just being closed end by themselves (cut, they would report an error in our own log), "fast" rolls back what is
 * open, "immediate" is for a server that does not react.
 */
export async function stopServer({ binaries, account, cluster }: ClusterPlan, pid: number): Promise<void> {
  if (process.platform === 'win32') {
    runAs(account, join(binaries.binFolder, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w'])
    return
  }
  // Removing its file is the last thing PostgreSQL does. The process may stay longer, as a zombie nobody reaps.
  const isGone = () => !isAlive(pid) || readPostmasterFile(cluster)?.pid !== pid
  for (const [signal, patienceMs] of STOP_STEPS) {
    if (!isGone()) process.kill(pid, signal)
    if (await until(isGone, patienceMs)) return
  }
}

async function spawnServer(plan: ClusterPlan, port: number, log: number): Promise<ServerProcess | undefined> {
  const child = spawn(join(plan.binaries.binFolder, 'postgres'), serverArguments(plan, port), {
    ...plan.account,
    cwd: process.platform === 'win32' ? undefined : '/',
    env: { ...process.env, LC_ALL: 'C', PGDATA: plan.cluster },
    stdio: ['ignore', log, log],
    detached: true,
  })
  child.unref()
  let isOver = false
  child.on('error', () => (isOver = true))
  child.on('exit', () => (isOver = true))
  const isUp = () => readPostmasterFile(plan.cluster)?.pid === child.pid && isReady(plan)
  await until(() => isOver || isUp(), RECOVERY_TIMEOUT_MS)
  return isOver || child.pid === undefined ? undefined : { pid: child.pid, port }
}

function startFailed(path: string, reason: string): LaunchError {
  return new LaunchError(
    `PostgreSQL 无法启动，日志在 ${path}。`,
    `PostgreSQL could not start; its log is ${path}:\n${reason}`,
  )
}

/** The command line of the server on a port. */
export function serverArguments(plan: ClusterPlan, port: number): string[] {
  const settings = {
    ...settingsOf(plan.preset),
    ...(process.platform === 'win32' ? {} : { unix_socket_directories: socketFolder(plan.cluster, plan.account) }),
  }
  return [
    '-D',
    plan.cluster,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
}

/** Whether the server says of itself that it takes connections. */
export function isReady(plan: ClusterPlan): boolean {
  return readPostmasterFile(plan.cluster)?.status === 'ready'
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
