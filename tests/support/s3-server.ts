/**
 * As much of an S3-compatible service as the product asks for: objects of one bucket by PUT, GET with Range, DELETE. It counts
 * signatures (AWS Signature Version 4) and hashes itself, from Amazon's description and not with the library of the product, and
 * refuses what does not agree.
 */
import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface S3Server {
  /** Address of the bucket. */
  readonly bucket: string
  readonly objects: ReadonlyMap<string, Buffer>
  close(): Promise<void>
}

export const s3Keys = {
  region: 'cn-north-1',
  accessKey: 'AKIDTESSERA',
  secretKey: 'a secret of forty characters, or nearly',
}

/** Starts a service on loopback with one bucket. */
export async function startS3(): Promise<S3Server> {
  const objects = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    answer(objects, request, response).catch(() => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    bucket: `http://127.0.0.1:${port}/tessera`,
    objects,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer(objects: Map<string, Buffer>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const path = request.url ?? ''
  const refuse = (status: number, code: string): void => {
    response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`)
  }
  const { authorization = '', 'x-amz-content-sha256': hash, 'x-amz-date': date } = request.headers
  const signed = /Credential=([^/]+)\/\d{8}\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)/.exec(
    authorization,
  )
  if (signed?.[1] !== s3Keys.accessKey) return refuse(403, 'InvalidAccessKeyId')
  const [, , region = '', names = '', signature] = signed
  const parts = { method: request.method ?? '', path, headers: request.headers, names, hash: String(hash) }
  if (signature !== signatureOf(parts, String(date), region, s3Keys.secretKey))
    return refuse(403, 'SignatureDoesNotMatch')
  if (hash !== createHash('sha256').update(body).digest('hex')) return refuse(400, 'XAmzContentSHA256Mismatch')
  if (!path.startsWith('/tessera/')) return refuse(404, 'NoSuchBucket')
  if (request.method === 'PUT') {
    if (request.headers['content-length'] !== String(body.length)) return refuse(411, 'MissingContentLength')
    objects.set(path, body)
    response.end()
  } else if (request.method === 'DELETE') {
    objects.delete(path)
    response.writeHead(204).end()
  } else send(objects.get(path), request.headers.range, response, refuse)
}

function send(
  object: Buffer | undefined,
  range: string | undefined,
  response: ServerResponse,
  refuse: (status: number, code: string) => void,
): void {
  if (object === undefined) return refuse(404, 'NoSuchKey')
  const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? []
  if (start === undefined) response.end(object)
  else response.writeHead(206).end(object.subarray(Number(start), Number(end) + 1))
}

interface SignedParts {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** Names of the signed headers with `;` between. */
  readonly names: string
  /** Of the body. */
  readonly hash: string
}

/** Source: «Authenticating Requests: Using the Authorization Header» of the Amazon S3 API reference. */
export function signatureOf(parts: SignedParts, date: string, region: string, secret: string): string {
  const headers = parts.names.split(';').map((name) => `${name}:${String(parts.headers[name]).trim()}\n`)
  const canonical = [parts.method, parts.path, '', headers.join(''), parts.names, parts.hash].join('\n')
  const day = date.slice(0, 8)
  const text = [
    'AWS4-HMAC-SHA256',
    date,
    `${day}/${region}/s3/aws4_request`,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (known, part) => hmac(known, part),
    `AWS4${secret}`,
  )
  return hmac(key, text).toString('hex')
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
