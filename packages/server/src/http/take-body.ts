import { AppError, LARGEST_FILE } from '@tessera/metadata'
import type { IncomingMessage } from 'node:http'
import { parseJson } from './parse-json.js'
import { isJsonType, readBody } from './read-body.js'
import type { Route } from './route.js'
import type { MountedRoute } from './route-table.js'

const nothing = Buffer.alloc(0)

/** The bytes of the body; empty where the route takes none, or a file that its handler reads. Errors: 413, 415. */
export async function takeBody(request: IncomingMessage, route: Route): Promise<Buffer> {
  const { input, limits } = route
  if (input.file === true) checkForm(request, route)
  if (input.body === null) return nothing
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': encoding } = request.headers
  const isSent = type !== undefined || encoding !== undefined || Number(length ?? 0) > 0
  if (isSent ? !isJsonType(type) : input.bodyOptional !== true) throw new AppError('request.unsupported_media')
  return readBody(request, limits.bodyBytes)
}

/** What is announced as too large is refused before it comes. */
function checkForm({ headers }: IncomingMessage, { limits }: Route): void {
  const { 'content-type': type, 'content-encoding': encoding, 'content-length': length } = headers
  const isForm = type !== undefined && /^multipart\/form-data\s*;/i.test(type)
  if (!isForm || (encoding !== undefined && encoding !== 'identity')) throw new AppError('request.unsupported_media')
  if (Number(length ?? 0) > limits.bodyBytes) throw new AppError('file.too_large', { limitBytes: LARGEST_FILE })
}

/** The value in the bytes, checked; undefined where the route takes none. Errors: 400, 422. */
export function parseBody(bytes: Buffer, { route, input }: MountedRoute): unknown {
  const { body, bodyOptional, bodyPaths = 'field', textsCheckedByEngine } = route.input
  if (body === null) return undefined
  const isEmpty = bytes.length === 0 && bodyOptional === true
  const value = isEmpty ? {} : parseJson(bytes, bodyPaths, textsCheckedByEngine !== true)
  input.checkBody(value)
  return value
}
