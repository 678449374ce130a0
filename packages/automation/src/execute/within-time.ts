import { AppError } from '@tessera/metadata'

/**
 * What `work` gives, or run.timed_out when it takes too long. The work itself goes on; what it still writes is fenced off,
 * because the run has been put down by then.
 */
export async function withinTime<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('run.timed_out', { seconds: Math.round(ms / 1000) })), ms)
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
    work.catch(() => undefined)
  }
}
