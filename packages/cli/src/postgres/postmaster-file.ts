import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a running PostgreSQL writes about itself into `postmaster.pid` (PostgreSQL source, `miscadmin.h`). */
export interface PostmasterFile {
  readonly pid: number
  readonly port: number
  /** `starting`, `stopping`, `ready` or `standby`; empty while it is being written. */
  readonly status: string
}

/** Reads `postmaster.pid`; undefined when there is none or its first lines are not there yet. */
export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  const lines = readLines(cluster)
  const pid = Math.abs(Number(lines[0]))
  if (!Number.isInteger(pid) || pid === 0) return undefined
  return { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() }
}

/**
 * Makes a `postmaster.pid` harmless whose process id now belongs to some other program (after a crash, or in a fresh
 * container where ids start again). PostgreSQL would take that program for itself and refuse to start. The file is not
 * removed: its line with the shared memory key lets PostgreSQL notice backends of the dead server that still live. Our
 * own id is written instead, because PostgreSQL ignores the id of its parent (`CreateLockFile` in `miscinit.c`).
 */
export function disownPostmasterFile(cluster: string): void {
  const lines = readLines(cluster)
  if (lines.length > 0) writeFileSync(join(cluster, 'postmaster.pid'), [process.pid, ...lines.slice(1)].join('\n'))
}

function readLines(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}
