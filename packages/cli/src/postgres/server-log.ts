import { closeSync, existsSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const LIMIT_BYTES = 10_000_000
const SHOWN_LINES = 12

/** `<dataDir>/postgres.log`, opened for one start of the server; begun anew when it has grown large. */
export interface ServerLog {
  readonly path: string
  /** File descriptor to hand to the server. */
  readonly descriptor: number
  /** The last lines written since it was opened. */
  said(): string
  close(): void
}

/** Opens the log of a data folder. */
export function openServerLog(dataDir: string): ServerLog {
  const path = join(dataDir, 'postgres.log')
  const isLarge = existsSync(path) && statSync(path).size > LIMIT_BYTES
  const descriptor = openSync(path, isLarge ? 'w' : 'a', 0o600)
  const startsAt = fstatSync(descriptor).size
  return {
    path,
    descriptor,
    said: () => readFileSync(path).subarray(startsAt).toString().split('\n').slice(-SHOWN_LINES).join('\n'),
    close: () => closeSync(descriptor),
  }
}
