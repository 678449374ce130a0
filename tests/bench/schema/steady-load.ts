/** What writers met while a change of the schema was going on. */
export interface SteadyLoad {
  readonly writes: number
  /** Milliseconds of the write that waited longest, and of the middle one. */
  readonly longestMs: number
  readonly middleMs: number
  readonly failed: readonly string[]
}

/** Twenty writes a second, each started whether or not the one before is back, while `work` runs. */
export async function underLoad<T>(
  write: (n: number) => Promise<void>,
  work: () => Promise<T>,
): Promise<{ readonly load: SteadyLoad; readonly ms: number; readonly result: T }> {
  const times: number[] = []
  const failed: string[] = []
  const running = new Set<Promise<void>>()
  let n = 0
  const timer = setInterval(() => {
    const started = performance.now()
    const one: Promise<void> = write((n += 1))
      .then(() => void times.push(performance.now() - started))
      .catch((error: unknown) => void failed.push(String(error)))
      .finally(() => void running.delete(one))
    running.add(one)
  }, 50)
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  try {
    // Some writes before and after, so that a short change has neighbours.
    await pause(300)
    const started = performance.now()
    const result = await work()
    const ms = performance.now() - started
    await pause(300)
    clearInterval(timer)
    await Promise.all(running)
    const sorted = [...times].sort((a, b) => a - b)
    const [longestMs, middleMs] = [sorted.at(-1) ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0]
    return { load: { writes: times.length, longestMs, middleMs, failed }, ms, result }
  } finally {
    clearInterval(timer)
  }
}
