/** Letters and digits of any script (RFC 6531), and the signs RFC 5322 allows in an unquoted local part. */
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const domainLabel = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u
const topLevel = /^(?:xn--[a-z0-9-]+|[\p{L}\p{M}]{2,63})$/u

/**
 * An e-mail address in lower case, or undefined when the text is none: local part of at most 64 characters without
 * quotes, a domain of two labels or more, no spaces.
 *
 * Shape: 'Li.Lei@Example.COM' → 'li.lei@example.com'
 */
export function normaliseEmail(text: string): string | undefined {
  const address = text.toLowerCase()
  const at = address.lastIndexOf('@')
  const local = address.slice(0, Math.max(at, 0))
  const labels = address.slice(at + 1).split('.')
  const last = labels.at(-1) ?? ''
  if (local.length > 64 || !localPart.test(local)) return undefined
  if (labels.length < 2 || !labels.every((label) => domainLabel.test(label)) || !topLevel.test(last)) return undefined
  return address
}
