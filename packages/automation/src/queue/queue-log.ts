import type { EngineLog } from '@tessera/engine'
import { Logger } from 'graphile-worker'

/** graphile-worker's log while tables are made: nothing anyone must read. */
export const quietLogger = new Logger(() => () => undefined)

/** graphile-worker's log as ours: its errors and warnings alone. */
export function queueLogger(log: EngineLog): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error' || level === 'warning') log.error({ ...meta }, `queue: ${message}`)
  })
}
