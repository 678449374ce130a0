import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, startedAt } from './processes.js'

/**
 * The Node processes that use one data folder, each a file `tenants/<pid>-<start>`. The last one to leave turns off the
 * light: it stops PostgreSQL. A process killed hard leaves its file behind; it no longer counts.
 */
export interface Tenancy {
  /** Leaves, and tells whether nobody is left. */
  leave(): boolean
}

/** Registers this process as a user of the data folder. */
export function enterTenancy(dataDir: string): Tenancy {
  const folder = join(dataDir, 'tenants')
  mkdirSync(folder, { recursive: true })
  // The counter keeps two servers of one process (tests do that) apart.
  const mine = `${process.pid}-${startedAt(process.pid)}-${(entered += 1)}`
  writeFileSync(join(folder, mine), '')
  return {
    leave: () => {
      rmSync(join(folder, mine), { force: true })
      return readdirSync(folder).every((name) => !clearIfDead(folder, name))
    },
  }
}

let entered = 0

function clearIfDead(folder: string, name: string): boolean {
  const [pid, started] = name.split('-')
  const alive = isAlive(Number(pid)) && startedAt(Number(pid)) === started
  if (!alive) rmSync(join(folder, name), { force: true })
  return alive
}
