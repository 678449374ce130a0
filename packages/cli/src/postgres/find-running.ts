import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type ClusterPlan, SUPERUSER } from './init-cluster.js'
import { disownPostmasterFile, readPostmasterFile } from './postmaster-file.js'
import { commandLine, isAlive, until } from './processes.js'
import { RECOVERY_TIMEOUT_MS, type ServerProcess, isReady, serverArguments, stopServer } from './server-process.js'

const ANSWER_TIMEOUT_MS = 10_000

/**
 * Finds the server that a killed Node process left running on this cluster, once it answers.
 *
 * State of postmaster.pid             → what happens
 * none, or its process is gone        → undefined: PostgreSQL itself clears the file at the next start
 * its id belongs to another program   → the file is disowned, undefined
 * server runs with other settings     → stopped, undefined
 * server is starting, or ready        → answered as soon as it lets us in
 * server is stopping, or just killed  → waited for, undefined
 */
export async function findRunning(plan: ClusterPlan, password: string): Promise<ServerProcess | undefined> {
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
  const isGone = () => !isAlive(file.pid) || readPostmasterFile(plan.cluster)?.pid !== file.pid
  await until(() => isGone() || isReady(plan), RECOVERY_TIMEOUT_MS)
  // Between a kill and its effect a server looks ready and is not.
  for (const deadline = Date.now() + ANSWER_TIMEOUT_MS; !isGone() && Date.now() < deadline;) {
    if (await letsIn(file.port, password)) return { pid: file.pid, port: file.port }
    await until(isGone, 50)
  }
  return undefined
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

async function letsIn(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: SUPERUSER, password, database: 'postgres' })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
