import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { LaunchError } from '../launch-error.js'
import type { ClusterPlan } from './init-cluster.js'
import { disownPostmasterFile, readPostmasterFile } from './postmaster-file.js'
import { commandLine, isAlive, until } from './processes.js'
import { runAs } from './run-as.js'
import { settingsOf } from './settings.js'
import { socketFolder } from './socket-folder.js'

/** After a power cut PostgreSQL first replays its log; a large one takes minutes. */
const RECOVERY_TIMEOUT_MS = 600_000
const STOP_TIMEOUT_MS = 60_000
const LOG_LIMIT_BYTES = 10_000_000

/** A server process of ours, by what `postmaster.pid` says of it. */
export interface ServerProcess {
  readonly pid: number
  readonly port: number
}

/**
 * Finds the server that a killed Node process left running on this cluster, once it is ready.
 *
 * State of postmaster.pid          → what happens
 * none, or its process is gone     → undefined: PostgreSQL itself clears the file at the next start
 * its id belongs to another program → the file is disowned, undefined
 * server is stopping               → waited for, undefined
 * server runs with other settings  → stopped, undefined
 * server is starting or ready      → answered when ready
 */
export async function findRunning(plan: ClusterPlan): Promise<ServerProcess | undefined> {
  const file = readPostmasterFile(plan.cluster)
  if (file === undefined || !isAlive(file.pid)) return undefined
  const command = commandLine(file.pid)
  if (command !== undefined && !command.includes(plan.cluster)) {
    disownPostmasterFile(plan.cluster)
    return undefined
  }
  if (!hasSameSettings(plan, file.port)) {
    await stopServer(plan, file.pid)
    return undefined
  }
  await until(() => !isAlive(file.pid) || isReady(plan), RECOVERY_TIMEOUT_MS)
  const now = readPostmasterFile(plan.cluster)
  return now?.pid === file.pid && now.status === 'ready' ? { pid: now.pid, port: now.port } : undefined
}

/**
 * Starts PostgreSQL on a free loopback port and waits until it answers. It gets a process group of its own, so that
 * Ctrl+C reaches only Node, which stops it in order.
 *
 * Errors: `LaunchError` with the end of PostgreSQL's log when it stops at once.
 */
export async function startServer(plan: ClusterPlan): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort()
    const server = await spawnServer(plan, port)
    if (server !== undefined) return server
    const log = logTail(plan.dataDir)
    // Between our look and its bind somebody else may have taken the port.
    if (attempt < 5 && log.includes('Address already in use')) continue
    throw new LaunchError(
      `PostgreSQL 无法启动，日志在 ${logFile(plan.dataDir)}。`,
      `PostgreSQL could not start; its log is ${logFile(plan.dataDir)}:\n${log}`,
    )
  }
}

/** Stops a server: open transactions are rolled back, everything committed is written (PostgreSQL's "fast" mode). */
export async function stopServer({ binaries, account, cluster }: ClusterPlan, pid: number): Promise<void> {
  if (process.platform === 'win32') {
    runAs(account, join(binaries.binFolder, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w'])
    return
  }
  // Removing its file is the last thing PostgreSQL does. The process may stay longer, as a zombie nobody reaps.
  const isGone = () => !isAlive(pid) || readPostmasterFile(cluster)?.pid !== pid
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isGone()) process.kill(pid, signal)
    if (await until(isGone, STOP_TIMEOUT_MS)) return
  }
}

async function spawnServer(plan: ClusterPlan, port: number): Promise<ServerProcess | undefined> {
  const log = openSync(logFile(plan.dataDir), isLogLarge(plan.dataDir) ? 'w' : 'a', 0o600)
  const child = spawn(join(plan.binaries.binFolder, 'postgres'), serverArguments(plan, port), {
    ...plan.account,
    cwd: process.platform === 'win32' ? undefined : '/',
    env: { ...process.env, LC_ALL: 'C', PGDATA: plan.cluster },
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  child.unref()
  let isOver = false
  child.on('error', () => (isOver = true))
  child.on('exit', () => (isOver = true))
  await until(
    () => isOver || (readPostmasterFile(plan.cluster)?.pid === child.pid && isReady(plan)),
    RECOVERY_TIMEOUT_MS,
  )
  return isOver || child.pid === undefined ? undefined : { pid: child.pid, port }
}

function serverArguments(plan: ClusterPlan, port: number): string[] {
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

/** `postmaster.opts` is the command line of the running server, each argument in double quotes. */
function hasSameSettings(plan: ClusterPlan, port: number): boolean {
  try {
    const options = readFileSync(join(plan.cluster, 'postmaster.opts'), 'utf8')
    return serverArguments(plan, port).every((argument) => options.includes(`"${argument}"`))
  } catch {
    return false
  }
}

function isReady(plan: ClusterPlan): boolean {
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

function logFile(dataDir: string): string {
  return join(dataDir, 'postgres.log')
}

function isLogLarge(dataDir: string): boolean {
  return existsSync(logFile(dataDir)) && statSync(logFile(dataDir)).size > LOG_LIMIT_BYTES
}

function logTail(dataDir: string): string {
  return readFileSync(logFile(dataDir), 'utf8').split('\n').slice(-12).join('\n')
}
