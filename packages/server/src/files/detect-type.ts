import { fileTypeFromFile } from 'file-type'
import { open } from 'node:fs/promises'

const HEAD_BYTES = 8192

/** What text never holds; tabs, line ends, form feeds and escape sequences are text. */
const control = /[\x00-\x08\x0e-\x1a\x1c-\x1f]/

/**
 * Media type of a file by its content: what its name ends in and what the sender said play no part. What is no known format is
 * `text/plain` where it looks like text, HTML and SVG by how they begin, else `application/octet-stream`.
 */
export async function detectType(path: string): Promise<string> {
  const known = await fileTypeFromFile(path)
  if (known !== undefined && known.mime !== 'application/xml') return known.mime
  const head = await readHead(path)
  if (/<svg[\s>]/i.test(head)) return 'image/svg+xml'
  if (/^\W*<(!doctype html|html|head|body|script|iframe)\b/i.test(head) || /<html[\s>]/i.test(head)) return 'text/html'
  if (known !== undefined) return known.mime
  return control.test(head) ? 'application/octet-stream' : 'text/plain'
}

/** The first bytes, each as a character: tags and control characters are told in any encoding that holds ASCII. */
async function readHead(path: string): Promise<string> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await handle.close()
  }
}
