import type { ServerResponse } from 'node:http'

/** What a handler gives back; the dispatcher writes it. */
export interface Answer {
  readonly status: number
  /** Undefined: an answer without a body. */
  readonly body?: string | Buffer
  readonly contentType?: string
  /** Further headers, name and value by turns. */
  readonly headers?: readonly string[]
  /** Instead of a body, on a route that declares `streams`: gets the response when its head is out, and ends it. */
  readonly stream?: (response: ServerResponse) => void
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

/** An answer that goes on: `take` writes to the response and ends it when it likes. No proxy may hold it back. */
export function stream(contentType: string, take: (response: ServerResponse) => void): Answer {
  return { status: 200, contentType, headers: ['X-Accel-Buffering', 'no'], stream: take }
}

/** The entity tag of a version or revision: 3 → '"3"'. */
export function entityTag(version: number | string): string {
  return `"${version}"`
}
