import { localize } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, keySchema, NO_BODY } from '../schemas.js'

/** Where a document, or one of its fields, is used: also in what only those who design see. */
export const listUsages = defineRoute<{ params: { kind: string; key: string }; query: { field?: string } }>({
  method: 'GET',
  path: '/api/documents/:kind/:key/usages',
  tag: 'documents',
  name: 'listUsages',
  policy: 'studio',
  summary: { 'zh-CN': '被谁使用', en: 'Where it is used' },
  input: { params: { kind: keySchema, key: keySchema }, query: { field: keySchema }, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Places, from the reference index',
      schema: answerShape({
        usages: {
          type: 'array',
          items: answerShape({
            kind: { type: 'string' },
            key: { type: 'string' },
            path: { type: 'string' },
            label: { type: 'string' },
          }),
        },
      }),
    },
  },
  async handler({ actor, params, query, locale }, { engine }) {
    const { usages } = await engine.documents.usages(actor, params.kind, params.key, query.field)
    return json(200, { usages: usages.map((usage) => ({ ...usage, label: localize(usage.label, locale) })) })
  },
})
