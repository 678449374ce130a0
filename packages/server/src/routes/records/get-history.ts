import { localize, type HistoryPage, type JsonSchema, type Locale } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, cursorSchema, limitSchema, NO_BODY, nextSchema } from '../schemas.js'
import { recordParams } from './record-schemas.js'

const text: JsonSchema = { type: 'string' }

const entrySchema: JsonSchema = answerShape(
  {
    id: text,
    at: text,
    version: { type: 'integer' },
    op: { type: 'string', enum: ['create', 'change', 'delete', 'restore', 'merge', 'convert'] },
    by: { type: ['object', 'null'] },
    through: answerShape({ kind: text, id: text, title: text }, ['id', 'title']),
    changes: { type: 'array', items: answerShape({ field: text, label: text, from: {}, to: {} }) },
    merge: answerShape({
      id: text,
      kept: { type: 'object' },
      merged: { type: 'array' },
      undoneAt: { type: ['string', 'null'] },
    }),
  },
  ['merge'],
)

/** What happened to a record, newest first. */
export const getHistory = defineRoute<{
  params: { object: string; id: string }
  query: { limit?: number; after?: string }
}>({
  method: 'GET',
  path: '/api/records/:object/:id/history',
  tag: 'records',
  name: 'getHistory',
  policy: 'account',
  summary: { 'zh-CN': '修改历史', en: 'History of a record' },
  input: { params: recordParams, query: { limit: limitSchema, after: cursorSchema }, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Newest first',
      schema: answerShape({ entries: { type: 'array', items: entrySchema }, next: nextSchema }),
    },
  },
  handler: async ({ actor, params, query, locale }, { engine }) =>
    json(200, localizeHistory(await engine.records.history(actor, params.object, params.id, query), locale)),
})

function localizeHistory(page: HistoryPage, locale: Locale): HistoryPage {
  const entries = page.entries.map((entry) => ({
    ...entry,
    changes: entry.changes.map((change) => ({ ...change, label: localize(change.label, locale) })),
  }))
  return { entries, next: page.next }
}
