import { AppError } from '@tessera/metadata'

interface DatabaseError extends Error {
  readonly code?: string
}

/**
 * Makes an AppError of whatever was thrown. This is the one place where the server reads PostgreSQL's states; what the
 * engine can name better (duplicates, references) it has translated before.
 *
 * Gives undefined for the unexpected: the caller logs it and answers 500 `internal` without a word about it.
 */
export function translateError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error
  if (!(error instanceof Error)) return undefined
  const { code = '', message } = error as DatabaseError
  if (isOverload(code, message)) return new AppError('request.busy').with({ cause: error, retryAfterSeconds: 1 })
  if (isLostConnection(code, message)) return new AppError('request.outcome_unknown').with({ cause: error })
  if (code === '22021' || code === '22P05') return new AppError('text.invalid').with({ cause: error })
  return undefined
}

/** Sentences of node-postgres: no connection of the pool was free in time, a new one was not made in time. */
const connectTimeouts: ReadonlySet<string> = new Set([
  'timeout exceeded when trying to connect',
  'Connection terminated due to connection timeout',
])

/** Too many clients, timeouts of statements, locks and connections, deadlocks, lack of memory or disk space. */
function isOverload(code: string, message: string): boolean {
  if (['53000', '53100', '53200', '53300', '55P03', '57014', '57P03', '40001', '40P01'].includes(code)) return true
  return connectTimeouts.has(message) || code === 'ECONNREFUSED'
}

/** The connection went away under a statement, so nobody knows whether it was committed. */
function isLostConnection(code: string, message: string): boolean {
  if (['57P01', '57P02', '08006', '08003', '08000', 'ECONNRESET', 'EPIPE', '25P03'].includes(code)) return true
  return (
    message === 'Connection terminated unexpectedly' || message.startsWith('Client has encountered a connection error')
  )
}
