import pino from 'pino'

/** Where the server writes what operators should know. A pino logger fits; so does a pair of functions. */
export interface ServerLog {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** The log of a process: JSON lines on standard error, without anything a person typed into a password field. */
export function createLog(): ServerLog {
  const level = process.env['TESSERA_LOG_LEVEL'] ?? 'warn'
  return pino(
    { level, redact: ['password', '*.password', 'headers.authorization', 'headers.cookie'] },
    pino.destination(2),
  )
}
