import type { RecordAnswer, RecordPage } from '@tessera/engine'
import { entityTag, jsonText, type Answer } from '../../http/answer.js'
import { ifMatchVersion } from '../../http/preconditions.js'
import type { AccountCall, RouteShape } from '../../http/route.js'
import type { WriteOptions } from '@tessera/engine'

/** The answer of one record: the text PostgreSQL made, as it is, with its version as ETag. */
export function recordAnswer(status: number, record: RecordAnswer): Answer {
  return jsonText(status, record.json, ['ETag', entityTag(record.version)])
}

/** The answer of a list: the records as PostgreSQL wrote them, the rest around it. */
export function pageAnswer(page: RecordPage): Answer {
  const next = page.next === null ? 'null' : JSON.stringify(page.next)
  const count = page.count === undefined ? '' : `,"count":${page.count}`
  const estimate = page.countIsEstimate === undefined ? '' : `,"countIsEstimate":${page.countIsEstimate}`
  return jsonText(200, `{"records":${page.recordsJson},"next":${next}${count}${estimate}}`)
}

/** What headers and parameters say about a write: If-Match, Idempotency-Key, `duplicates`. */
export function writeOptions(call: AccountCall<RouteShape>): WriteOptions {
  const { duplicates } = (call.query ?? {}) as { duplicates?: 'accept' }
  const ifMatch = ifMatchVersion(call.headers)
  return {
    origin: call.origin,
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(call.idempotency === undefined ? {} : { idempotency: call.idempotency }),
    ...(duplicates === undefined ? {} : { duplicates }),
  }
}

/** A list separated by commas, without empty members: 'a, b' → ['a', 'b']. */
export function splitList(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
