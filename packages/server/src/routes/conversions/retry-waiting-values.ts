import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, keySchema, ORDINARY_BODY, shape } from '../schemas.js'

const count = { type: 'integer' }

/** Tries again to convert what waits, after options or records were added; repeating it does no harm. */
export const retryWaitingValues = defineRoute<{ params: { object: string; field: string }; body: object }>({
  method: 'POST',
  path: '/api/conversions/:object/:field/retry',
  tag: 'documents',
  name: 'retryWaitingValues',
  policy: 'administrator',
  idempotency: 'stored',
  summary: { 'zh-CN': '重新转换待处理的值', en: 'Tries the waiting values again' },
  input: { params: { object: keySchema, field: keySchema }, query: null, body: shape({}), bodyOptional: true },
  limits: ORDINARY_BODY,
  output: {
    200: {
      description: 'How many were written, refused by a rule of their record, and still wait',
      schema: answerShape({ converted: count, refused: count, waiting: count }),
    },
  },
  async handler({ actor, params }, { engine }) {
    return json(200, await engine.conversions.retry(actor, params.object, params.field))
  },
})
