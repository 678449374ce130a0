import type { EngineLog } from '@tessera/engine'
import pg from 'pg'

/** Where processes that only serve say that a workspace has new runs. */
export const channel = 'tessera_workflows'

const longestRestMs = 10_000

export interface Notices {
  stop(): Promise<void>
}

/**
 * Listens for notices on a connection of its own, and opens another when it is lost. What comes meanwhile is not heard, which
 * costs a second: the poll finds it.
 */
export function hearNotices(databaseUrl: string, log: EngineLog, hear: (workspace: string) => void): Notices {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let rest = 250
  let isStopped = false
  const lost = (error?: Error): void => {
    if (isStopped || client === undefined) return
    const old = client
    client = undefined
    if (error !== undefined) log.error({ err: error }, 'the connection that listens for workflow runs was lost')
    old.end().catch(() => undefined)
    timer = setTimeout(() => void listen(), rest)
    rest = Math.min(rest * 2, longestRestMs)
  }
  const listen = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: databaseUrl })
    client = fresh
    fresh.on('error', lost)
    fresh.on('end', () => lost())
    fresh.on('notification', ({ payload }) => hear(payload ?? ''))
    try {
      await fresh.connect()
      await fresh.query(`LISTEN ${channel}`)
      rest = 250
    } catch (error) {
      lost(error as Error)
    }
  }
  const listening = listen()
  return {
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await listening
      await client?.end().catch(() => undefined)
    },
  }
}
