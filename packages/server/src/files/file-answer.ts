import type { StoredFile } from '@tessera/engine'
import { AppError } from '@tessera/metadata'
import contentDisposition from 'content-disposition'
import type { IncomingHttpHeaders } from 'node:http'
import parseRange from 'range-parser'
import type { ByteRange } from './file-store.js'

/** Pictures that cannot hold a program: a browser may show them in place. */
const shown: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Types a browser might run, were it to open them: it does not even learn what they are. */
const active = /^(text\/html|image\/svg\+xml|application\/(xhtml\+|rss\+|atom\+|mathml\+)?xml|text\/xml|text\/xsl)/

/** How a file goes out: which part of it, and under which headers. */
export interface FileHead {
  readonly status: 200 | 206 | 304
  readonly range: ByteRange | undefined
  readonly contentType: string
  readonly headers: readonly string[]
}

/**
 * Head of the answer with a file, by what the caller asks for (Range, If-Range, If-None-Match). A caller's cache may keep it and
 * asks again before each use, because who may read it changes. Errors: 416 file.bad_range.
 */
export function fileHead(file: StoredFile, asked: IncomingHttpHeaders): FileHead {
  const tag = `"${file.sha256}"`
  const isShown = shown.has(file.type)
  const contentType = active.test(file.type) ? 'application/octet-stream' : file.type
  const headers = [
    'Content-Disposition',
    contentDisposition(file.name, { type: isShown ? 'inline' : 'attachment' }),
    'Content-Security-Policy',
    'sandbox',
    'Cache-Control',
    'private, no-cache',
    'ETag',
    tag,
    'Accept-Ranges',
    'bytes',
  ]
  if (matches(asked['if-none-match'], tag)) return { status: 304, range: undefined, contentType, headers }
  const range = rangeOf(file.size, asked, tag)
  if (range === undefined)
    return { status: 200, range, contentType, headers: [...headers, 'Content-Length', String(file.size)] }
  const { start, end } = range
  return {
    status: 206,
    range,
    contentType,
    headers: [
      ...headers,
      'Content-Range',
      `bytes ${start}-${end}/${file.size}`,
      'Content-Length',
      String(end - start + 1),
    ],
  }
}

function matches(given: string | undefined, tag: string): boolean {
  return given?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*') ?? false
}

/** One range, of the file as it is known to the caller; several are answered with the whole. */
function rangeOf(size: number, { range, 'if-range': known }: IncomingHttpHeaders, tag: string): ByteRange | undefined {
  if (range === undefined || (known !== undefined && known !== tag)) return undefined
  const ranges = parseRange(size, range)
  if (ranges === -1) throw new AppError('file.bad_range')
  const [only] = ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1 ? [] : ranges
  return only
}

/** Head of the answer with the small picture of a file; see `fileHead`. */
export function smallHead(file: StoredFile, asked: IncomingHttpHeaders): FileHead {
  const tag = `"${file.sha256}-small"`
  const headers = ['Content-Security-Policy', 'sandbox', 'Cache-Control', 'private, no-cache', 'ETag', tag]
  const status = matches(asked['if-none-match'], tag) ? 304 : 200
  return { status, range: undefined, contentType: 'image/webp', headers }
}

/** Can a small picture be made of it? */
export const isPicture = ({ type }: StoredFile): boolean => shown.has(type)
