import { onOrphaned } from './orphaned.js'

/** A second signal this long after the first is impatience. Sooner, it is the same Ctrl+C, which npm passes on once more. */
const SAME_PRESS_MS = 1000
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Resolves when somebody asks the process to stop (Ctrl+C, SIGTERM, a closed terminal, the end of the npm that started
 * it). Whoever asks again a second later ends it at once; the database then stays behind and the next start takes it over.
 */
export function stopRequest(env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | undefined
    const hear = () => {
      if (askedAt !== undefined && Date.now() - askedAt > SAME_PRESS_MS) process.exit(130)
      askedAt ??= Date.now()
      resolve()
    }
    for (const signal of SIGNALS) process.on(signal, hear)
    onOrphaned(env, resolve)
  })
}
