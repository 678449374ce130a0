import { localize } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, cursorSchema, keySchema, limitSchema, nextSchema, NO_BODY } from '../schemas.js'

/** The values of one field that wait, with the reason each was left. */
export const listWaitingValues = defineRoute<{
  params: { object: string; field: string }
  query: { limit?: number; after?: string }
}>({
  method: 'GET',
  path: '/api/conversions/:object/:field',
  tag: 'documents',
  name: 'listWaitingValues',
  policy: 'administrator',
  summary: { 'zh-CN': '待处理的值', en: 'Values that wait' },
  input: {
    params: { object: keySchema, field: keySchema },
    query: { limit: limitSchema, after: cursorSchema },
    body: null,
  },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Originals as text; a reason of null says that the field would take the value by now',
      schema: answerShape({
        values: {
          type: 'array',
          items: answerShape({
            id: { type: 'string' },
            title: { type: ['string', 'null'] },
            value: { type: 'string' },
            reason: { type: ['string', 'null'] },
          }),
        },
        next: nextSchema,
      }),
    },
  },
  async handler({ actor, params, query, locale }, { engine }) {
    const { values, next } = await engine.conversions.waiting(actor, params.object, params.field, query)
    return json(200, {
      values: values.map((value) => ({
        ...value,
        reason: value.reason === null ? null : localize(value.reason, locale),
      })),
      next,
    })
  },
})
