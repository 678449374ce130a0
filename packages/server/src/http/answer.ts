/** What a handler gives back; the dispatcher writes it. */
export interface Answer {
  readonly status: number
  /** Undefined: an answer without a body. */
  readonly body?: string | Buffer
  readonly contentType?: string
  /** Further headers, name and value by turns. */
  readonly headers?: readonly string[]
}

export const JSON_TYPE = 'application/json; charset=utf-8'
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** An answer from a value. */
export function json(status: number, value: unknown, headers?: readonly string[]): Answer {
  return jsonText(status, JSON.stringify(value), headers)
}

/** An answer from JSON text that is sent as it is. */
export function jsonText(status: number, text: string, headers?: readonly string[]): Answer {
  return headers === undefined
    ? { status, body: text, contentType: JSON_TYPE }
    : { status, body: text, contentType: JSON_TYPE, headers }
}

/** An answer without a body: 204, 304. */
export function empty(status: number, headers?: readonly string[]): Answer {
  return headers === undefined ? { status } : { status, headers }
}

/** The entity tag of a version or revision: 3 → '"3"'. */
export function entityTag(version: number): string {
  return `"${version}"`
}
