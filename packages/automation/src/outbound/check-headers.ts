import { AppError, shownText } from '@tessera/metadata'

export interface Header {
  readonly name: string
  readonly value: string
  /** Name of a secret whose value comes after `value`, when the target is known. */
  readonly secret?: string | undefined
}

/** Headers that say how the message travels, or that we set ourselves. */
const ours = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'keep-alive',
  'expect',
  'idempotency-key',
  'accept-encoding',
])

/**
 * The headers of a request, names in lower case. Errors: outbound.bad_header for names and values that would end the line or
 * change how the message travels.
 */
export function checkHeaders(headers: readonly Header[]): Record<string, string> {
  const checked: Record<string, string> = {}
  for (const { name, value } of headers) {
    const isName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/.test(name)
    const isValue = /^[\t\u0020-\u007e\u0080-\u00ff]{0,8000}$/.test(value)
    if (!isName || !isValue || ours.has(name.toLowerCase()) || /^(proxy|sec)-/i.test(name)) {
      throw new AppError('outbound.bad_header', { name: shownText(name, 60) })
    }
    checked[name.toLowerCase()] = value
  }
  return checked
}
