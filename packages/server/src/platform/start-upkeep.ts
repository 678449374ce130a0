import type { Engine } from '@tessera/engine'
import type { ServerLog } from '../log.js'

const EVERY_MS = 3600_000

/** Looks after every workspace, a minute after the start and every hour. Gives the function that ends it. */
export function startUpkeep(engine: Engine, log: ServerLog): () => Promise<void> {
  let working: Promise<void> | undefined
  const work = (): void => {
    working ??= engine
      .upkeep()
      .catch((error: unknown) => log.error({ err: error }, 'Workspaces could not be looked after'))
      .finally(() => (working = undefined))
  }
  const first = setTimeout(work, 60_000).unref()
  const timer = setInterval(work, EVERY_MS).unref()
  return async () => {
    clearTimeout(first)
    clearInterval(timer)
    await working
  }
}
