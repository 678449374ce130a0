import { createHmac, timingSafeEqual } from 'node:crypto'
import { AppError } from '@tessera/metadata'

/** What a cursor carries: texts, null for blank. */
export type CursorContent = readonly (string | null)[]

const tagBytes = 16

/**
 * The opaque text of `next`: content and a seal over it and over `question`, everything that must be the same when the
 * cursor comes back (actor, object, filter, search, sort, revision). Nothing in it needs to be secret from the reader, who
 * has seen these values; it must not be made or moved by anyone else.
 */
export function sealCursor(secret: Uint8Array, question: string, content: CursorContent): string {
  const body = Buffer.from(JSON.stringify(content))
  return Buffer.concat([seal(secret, question, body), body]).toString('base64url')
}

/** Reads a cursor back. Errors: request.bad_cursor for anything that `sealCursor` did not make for this question. */
export function openCursor(secret: Uint8Array, question: string, text: string): CursorContent {
  const bytes = Buffer.from(text, 'base64url')
  const tag = bytes.subarray(0, tagBytes)
  const body = bytes.subarray(tagBytes)
  // The decoder skips what is not base64url; only the one text that `sealCursor` gives counts.
  const isWhole = tag.length === tagBytes && bytes.toString('base64url') === text
  if (!isWhole || !timingSafeEqual(tag, seal(secret, question, body))) throw new AppError('request.bad_cursor')
  return JSON.parse(body.toString()) as CursorContent
}

function seal(secret: Uint8Array, question: string, body: Uint8Array): Buffer {
  const mac = createHmac('sha256', secret)
  // The length keeps question and body apart.
  mac.update(`${Buffer.byteLength(question)}:${question}`).update(body)
  return mac.digest().subarray(0, tagBytes)
}
