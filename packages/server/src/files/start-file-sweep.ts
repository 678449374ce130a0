import type { Engine } from '@tessera/engine'
import type { ServerLog } from '../log.js'
import type { FileKeeper } from './file-keeper.js'

const EVERY_MS = 3600_000

/** Removes files that nobody needs, now and every hour. Safe in several processes at once. Gives the function that ends it. */
export function startFileSweep(engine: Engine, files: FileKeeper, log: ServerLog): () => Promise<void> {
  let sweeping: Promise<void> | undefined
  const sweep = (): void => {
    sweeping ??= sweepOnce(engine, files)
      .catch((error: unknown) => log.error({ err: error }, 'Files that nobody needs could not be removed'))
      .finally(() => (sweeping = undefined))
  }
  const timer = setInterval(sweep, EVERY_MS)
  timer.unref()
  sweep()
  return async () => {
    clearInterval(timer)
    await sweeping
  }
}

async function sweepOnce(engine: Engine, files: FileKeeper): Promise<void> {
  const workspaces = await engine.workspaces.list()
  await files.sweep(workspaces.map(({ key }) => key))
}
