import type { Readable } from 'node:stream'

const maxBytes = 1024 * 1024

/**
 * The text of a body, at most 1 MB of it: the rest is not read. Nothing is unpacked, so that a small body cannot become a big
 * one; bytes that are no text become nothing.
 */
export async function readBody(body: Readable): Promise<{ readonly text: string; readonly isCut: boolean }> {
  const chunks: Buffer[] = []
  let size = 0
  let isCut = false
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size > maxBytes) {
      isCut = true
      break
    }
  }
  const bytes = Buffer.concat(chunks).subarray(0, maxBytes)
  return { text: bytes.includes(0) ? '' : new TextDecoder().decode(bytes).replaceAll('\ufffd', ''), isCut }
}
