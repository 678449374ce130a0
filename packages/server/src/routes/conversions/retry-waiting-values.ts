import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, keySchema, ORDINARY_BODY, shape } from '../schemas.js'

const count = { type: 'integer' }

/**
 * Tries again to convert what waits, after options or records were added, or after the records that a lookup misses were made.
 * Repeating it does no harm.
 */
export const retryWaitingValues = defineRoute<{
  params: { object: string; field: string }
  body: { createMissing?: boolean } | undefined
}>({
  method: 'POST',
  path: '/api/conversions/:object/:field/retry',
  tag: 'documents',
  name: 'retryWaitingValues',
  policy: 'administrator',
  idempotency: 'stored',
  summary: { 'zh-CN': '重新转换待处理的值', en: 'Tries the waiting values again' },
  input: {
    params: { object: keySchema, field: keySchema },
    query: null,
    body: shape({ createMissing: { type: 'boolean' } }),
    bodyOptional: true,
  },
  limits: ORDINARY_BODY,
  output: {
    200: {
      description: 'How many were written, refused by a rule of their record, and still wait',
      schema: answerShape({ converted: count, made: count, refused: count, waiting: count }),
    },
  },
  async handler({ actor, params, body }, { engine }) {
    const createMissing = body?.createMissing === true
    return json(200, await engine.conversions.retry(actor, params.object, params.field, { createMissing }))
  },
})
