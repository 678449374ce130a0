import { AppError } from '@tessera/metadata'
import type { IncomingMessage } from 'node:http'

const nothing = Buffer.alloc(0)

/** How long a body may take to come, in milliseconds. */
const PATIENCE_MS = 60_000

/**
 * Reads the body of a request, at most `limitBytes`.
 *
 * Errors: 413 `request.too_large`, at once when Content-Length says so; 415 `request.unsupported_media` for a compressed
 * body.
 */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') throw new AppError('request.unsupported_media')
  const announced = request.headers['content-length']
  if (announced === undefined && request.headers['transfer-encoding'] === undefined) return nothing
  if (Number(announced ?? 0) > limitBytes) throw new AppError('request.too_large', { limitBytes })
  return collect(request, limitBytes)
}

function collect(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const slow = setTimeout(() => request.destroy(), PATIENCE_MS)
    const finish = () => {
      clearTimeout(slow)
      request.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose)
    }
    const onData = (chunk: Buffer) => {
      size += chunk.length
      if (size > limitBytes) {
        finish()
        reject(new AppError('request.too_large', { limitBytes }))
      } else chunks.push(chunk)
    }
    const onEnd = () => {
      finish()
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size))
    }
    const onError = (cause: Error) => {
      finish()
      reject(new AppError('request.not_json').with({ cause }))
    }
    const onClose = () => onError(new Error('The client closed the connection before its body was complete.'))
    request.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose)
  })
}

/** True when the Content-Type is JSON in UTF-8: `application/json`, with or without `charset=utf-8`. */
export function isJsonType(contentType: string | undefined): boolean {
  if (contentType === 'application/json') return true
  if (contentType === undefined) return false
  const [type, ...parameters] = contentType.toLowerCase().split(';')
  if (type?.trim() !== 'application/json') return false
  return parameters.every((parameter) => {
    const [name, value] = parameter.split('=')
    return name?.trim() !== 'charset' || /^\s*"?utf-?8"?\s*$/.test(value ?? '')
  })
}
