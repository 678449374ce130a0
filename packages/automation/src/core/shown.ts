import { shownText } from '@tessera/metadata'

/** How much of a text, a list and a nesting the journal keeps. */
const maxText = 2_000
const maxItems = 50
const maxDepth = 6

/** Names of headers and query parameters whose values are secrets. */
const secretName =
  /^(authorization|proxy-authorization|cookie|set-cookie|.*(api[-_]?key|token|secret|passw|signature|credential).*|key|sig)$/i

const hidden = '•••'

/** A value as the journal of a run keeps it: long texts end in `…`, long lists are cut. */
export function trimmed(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > maxText ? shownText(value, maxText) : value
  if (typeof value !== 'object' || value === null) return value
  if (depth >= maxDepth) return '…'
  if (Array.isArray(value)) {
    const kept = value.slice(0, maxItems).map((item: unknown) => trimmed(item, depth + 1))
    return value.length > maxItems ? [...kept, '…'] : kept
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, trimmed(inner, depth + 1)]))
}

/** An evaluated configuration for the journal: trimmed, and without the secrets of requests. */
export function shownConfig(config: Readonly<Record<string, unknown>>): unknown {
  const { url, headers } = config
  return trimmed({
    ...config,
    ...(typeof url === 'string' ? { url: withoutSecrets(url) } : {}),
    ...(Array.isArray(headers) ? { headers: headers.map(withoutSecret) } : {}),
  })
}

function withoutSecret(header: unknown): unknown {
  const { name, value, secret } = header as {
    readonly name?: unknown
    readonly value?: unknown
    readonly secret?: unknown
  }
  const shown = value === undefined ? {} : { value: secretName.test(String(name)) ? hidden : value }
  return { name, ...shown, ...(secret === undefined ? {} : { secret }) }
}

/** An address without the values of parameters that look like secrets, and without user name and password. */
export function withoutSecrets(url: string): string {
  return url
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, `$1${hidden}@`)
    .replaceAll(/([?&;]([^=&;#]*)=)([^&;#]*)/g, (whole, start: string, name: string) =>
      secretName.test(decoded(name)) ? `${start}${hidden}` : whole,
    )
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
