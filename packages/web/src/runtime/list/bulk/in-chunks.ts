/** What a piece of the work came to. */
export interface ChunkResult {
  readonly done: readonly string[]
  readonly failed: number
  /** The first refusal, in words. */
  readonly reason?: string | undefined
}

export interface WorkResult extends ChunkResult {
  readonly total: number
  readonly isStopped: boolean
}

/**
 * Works through ids piece by piece, so that progress can be shown and the work be stopped between two pieces. A piece that throws
 * ends the work; what was done before stays done.
 */
export async function inChunks(
  ids: readonly string[],
  size: number,
  work: (chunk: readonly string[]) => Promise<ChunkResult>,
  progress: (done: number) => boolean,
): Promise<WorkResult> {
  const done: string[] = []
  let failed = 0
  let reason: string | undefined
  let isStopped = false
  for (let at = 0; at < ids.length; at += size) {
    if (!progress(at)) {
      isStopped = true
      break
    }
    const result = await work(ids.slice(at, at + size))
    done.push(...result.done)
    failed += result.failed
    reason ??= result.reason
  }
  return { done, failed, reason, total: ids.length, isStopped }
}
