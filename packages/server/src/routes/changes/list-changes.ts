import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, cursorSchema, limitSchema, NO_BODY, nextSchema } from '../schemas.js'
import { changeEntrySchema } from './change-schemas.js'
import { localizeEntry } from './localize-entry.js'

/** The revisions, newest first. */
export const listChanges = defineRoute<{ query: { limit?: number; after?: string } }>({
  method: 'GET',
  path: '/api/changes',
  tag: 'changes',
  name: 'listChanges',
  policy: 'studio',
  summary: { 'zh-CN': '修订历史', en: 'The revisions' },
  input: { params: null, query: { limit: limitSchema, after: cursorSchema }, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Newest first',
      schema: answerShape({ changes: { type: 'array', items: changeEntrySchema }, next: nextSchema }),
    },
  },
  async handler({ actor, query, locale }, { engine }) {
    const page = await engine.changes.list(actor, query)
    return json(200, { changes: page.changes.map((entry) => localizeEntry(entry, locale)), next: page.next })
  },
})
