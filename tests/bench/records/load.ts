import { Pool } from 'undici'

/** One request of the load: path and body are made fresh for each. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST' | 'PATCH'
  readonly path: string
  readonly body?: unknown
}

export interface LoadResult {
  readonly requests: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Answers that were not 2xx: a bench with any is worthless. */
  readonly failed: number
}

/**
 * Sends requests over `connections` keep-alive connections, each waiting for its answer, for `seconds`. Bodies are read to
 * their end. Time runs from sending to the last byte.
 */
export async function load(
  origin: string,
  headers: Readonly<Record<string, string>>,
  connections: number,
  seconds: number,
  make: (n: number) => LoadRequest,
): Promise<LoadResult> {
  const pool = new Pool(origin, { connections, pipelining: 1 })
  const times: number[] = []
  let failed = 0
  let n = 0
  const start = performance.now()
  const end = start + seconds * 1000
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      const { method, path, body } = make(n++)
      const sent = performance.now()
      const answer = await pool.request({
        method,
        path,
        headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      await answer.body.arrayBuffer()
      times.push(performance.now() - sent)
      if (answer.statusCode >= 300) failed += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, client))
  const elapsed = (performance.now() - start) / 1000
  await pool.close()
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { requests: times.length, perSecond: times.length / elapsed, p50Ms: at(0.5), p99Ms: at(0.99), failed }
}
