/** A place a secret may be sent to: host without brackets, in lower case, and port. */
export interface BoundHost {
  readonly host: string
  readonly port: number
}

/**
 * The host a person wrote, as it is kept: `API.example.com` → `api.example.com`, with a port where it is not 443. Undefined for
 * what is no host, or more than one.
 */
export function normalHost(text: string): string | undefined {
  const trimmed = text.trim()
  if (trimmed === '' || /[/?#@\\\s*]/.test(trimmed)) return undefined
  try {
    const { host } = new URL(`https://${trimmed}`)
    return host === '' ? undefined : host.replace(/\.(?=:|$)/, '')
  } catch {
    return undefined
  }
}

/** True when a kept host means exactly this place. */
export function isBoundTo(kept: string, { host, port }: BoundHost): boolean {
  const url = new URL(`https://${kept}`)
  const own = url.hostname.replace(/^\[|\]$/g, '')
  return own === host.toLowerCase() && (url.port === '' ? 443 : Number(url.port)) === port
}
