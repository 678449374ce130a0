import type { AuditDetails } from '@tessera/metadata'

const longest = 500
const most = 1_000

/** Names under which a secret might come along by mistake. */
const secretive = /password|passwd|secret|token$|authorization|cookie|credential/i

/** Details as they are kept: cut to a readable length, and nothing under a name that promises a secret. */
export function plainDetails(details: AuditDetails): AuditDetails {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, secretive.test(name) ? '•••' : cut(value)]),
  )
}

function cut(value: AuditDetails[string]): AuditDetails[string] {
  if (typeof value === 'string') return value.length > longest ? `${begin(value)}…` : value
  if (!Array.isArray(value)) return value
  return value.slice(0, most).map((each: string | number | boolean) => (typeof each === 'string' ? begin(each) : each))
}

/** No half of a sign at its end: PostgreSQL refuses it. */
const begin = (text: string): string => text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')
