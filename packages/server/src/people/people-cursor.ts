import { AppError } from '@tessera/metadata'
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Where a list of people goes on: after this name, and this id among those of the same name. */
export interface PeoplePosition {
  readonly name: string
  readonly id: string
}

const TAG_BYTES = 16

/** The opaque text of `next`: the position, sealed together with the question it belongs to. */
export function sealPeople(key: Uint8Array, question: string, { name, id }: PeoplePosition): string {
  const body = Buffer.from(JSON.stringify([name, id]))
  return Buffer.concat([tag(key, question, body), body]).toString('base64url')
}

/** Reads a position back. Errors: 400 request.bad_cursor for what was not made for this question. */
export function openPeople(key: Uint8Array, question: string, text: string): PeoplePosition {
  const bytes = Buffer.from(text, 'base64url')
  const body = bytes.subarray(TAG_BYTES)
  const isWhole = bytes.length > TAG_BYTES && bytes.toString('base64url') === text
  if (!isWhole || !timingSafeEqual(bytes.subarray(0, TAG_BYTES), tag(key, question, body))) {
    throw new AppError('request.bad_cursor')
  }
  const [name, id] = JSON.parse(body.toString()) as [string, string]
  return { name, id }
}

function tag(key: Uint8Array, question: string, body: Uint8Array): Buffer {
  const mac = createHmac('sha256', key)
  return mac
    .update(`people ${Buffer.byteLength(question)}:${question}`)
    .update(body)
    .digest()
    .subarray(0, TAG_BYTES)
}
