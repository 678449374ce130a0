import type { IncomingHttpHeaders } from 'node:http'
import { invalidParameter } from './read-query.js'

/**
 * The version an If-Match header asks for: '"3"' → 3. Undefined without one, or for '*' (the record must exist, which
 * every write checks anyway). Errors: 400 for anything else.
 */
export function ifMatchVersion(headers: IncomingHttpHeaders): number | undefined {
  const header = headers['if-match']
  if (header === undefined || header === '*') return undefined
  const version = /^"(\d{1,10})"$/.exec(header)
  if (version === null) throw invalidParameter('If-Match', '"<version>"')
  return Number(version[1])
}

/** True when an If-None-Match header names the tag (weak comparison, RFC 9110) or is '*'. */
export function isNoneMatch(headers: IncomingHttpHeaders, tag: string): boolean {
  const header = headers['if-none-match']
  if (header === undefined) return false
  return header === '*' || header.split(',').some((part) => part.trim().replace(/^W\//, '') === tag)
}
