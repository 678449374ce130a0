import { AppError } from '@tessera/metadata'
import { AwsClient } from 'aws4fetch'
import { createHash, randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { FileStore } from './file-store.js'

/** A bucket of an S3-compatible service. */
export interface S3Settings {
  /** Address of the bucket, by path (`https://minio.example:9000/tessera`) or by host (`https://tessera.oss.example`). */
  readonly bucket: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
}

/** How long the service may take to begin with its answer, in milliseconds. */
const PATIENCE_MS = 60_000

/**
 * Files in a bucket. An object appears there when all its bytes have come with the right hash, so nobody sees half of one.
 * Nothing is public: the server reads and hands on.
 */
export function s3Store(settings: S3Settings): FileStore {
  const { bucket, region, accessKey, secretKey } = settings
  const client = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    region,
    service: 's3',
    retries: 2,
  })
  const base = bucket.replace(/\/+$/, '')
  const send = async (method: string, place: string, init: RequestInit = {}): Promise<Response> => {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const headers = { 'x-amz-content-sha256': emptyHash, ...(init.headers as Record<string, string> | undefined) }
    const answer = await client
      .fetch(`${base}/${place}`, { redirect: 'error', ...init, method, headers, signal })
      .catch(unavailable)
    if (answer.ok || (method === 'DELETE' && answer.status === 404)) return answer
    const text = await answer.text().catch(() => '')
    return unavailable(new Error(`${method} answered ${answer.status}: ${text.slice(0, 500)}`))
  }
  const put = async (place: string, body: Blob, sha256: string): Promise<void> => {
    await drop(await send('PUT', place, { body, headers: { 'x-amz-content-sha256': sha256 } }))
  }
  const remove = async (place: string): Promise<void> => drop(await send('DELETE', place))
  return {
    title: base,
    check: async () => {
      const place = `check/${randomUUID()}`
      const text = 'tessera'
      await put(place, new Blob([text]), createHash('sha256').update(text).digest('hex'))
      const kept = await (await send('GET', place)).text()
      await remove(place)
      if (kept !== text) unavailable(new Error('what was kept is not what was read'))
    },
    take: async (place, path, { sha256 }) => {
      await put(place, await openAsBlob(path), sha256)
      await rm(path, { force: true })
    },
    read: async (place, range) => {
      const headers = range === undefined ? undefined : { range: `bytes=${range.start}-${range.end}` }
      const { body } = await send('GET', place, headers === undefined ? {} : { headers })
      return body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream)
    },
    remove,
  }
}

const emptyHash = createHash('sha256').digest('hex')

/** An answer that is not read keeps its connection. */
async function drop(answer: Response): Promise<void> {
  await answer.body?.cancel()
}

function unavailable(cause: unknown): never {
  throw new AppError('file.store_unavailable').with({ cause: cause as Error })
}
