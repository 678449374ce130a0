import { readFileSync, readdirSync } from 'node:fs'
import type { Pool } from 'pg'

/** Linux counts in hundredths of a second. */
const tickMs = 10

interface Times {
  readonly parent: number
  readonly own: number
  /** Of children that have ended. */
  readonly ended: number
}

function timesOf(pid: number | string): Times | undefined {
  try {
    const fields = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ').map(Number)
    const [, parent = 0] = fields
    const at = (index: number): number => fields[index] ?? 0
    return { parent, own: (at(11) + at(12)) * tickMs, ended: (at(13) + at(14)) * tickMs }
  } catch {
    return undefined
  }
}

/** Id of the process above all processes of the database server, where it runs on this machine. */
export async function postmasterOf(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  return timesOf(rows[0]?.pid ?? 0)?.parent ?? 0
}

/**
 * Milliseconds of processor that a server and PostgreSQL have used since they were started. Unlike rates these mean the same
 * on a busy machine.
 */
export function cpuMs(server: number, postmaster: number): number {
  const database = timesOf(postmaster)
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => timesOf(name) ?? [])
    .filter(({ parent }) => parent === postmaster)
  const ofDatabase = (database?.own ?? 0) + (database?.ended ?? 0) + children.reduce((sum, { own }) => sum + own, 0)
  return (timesOf(server)?.own ?? 0) + ofDatabase
}
