import { defineRoute } from '../../http/route.js'
import { ORDINARY_BODY, shape } from '../schemas.js'
import { recordAnswer, writeOptions } from './record-answers.js'
import { recordParams, recordSchema } from './record-schemas.js'

/** Takes a record out of the bin. */
export const restoreRecord = defineRoute<{ params: { object: string; id: string }; body: object }>({
  method: 'POST',
  path: '/api/records/:object/:id/restore',
  tag: 'records',
  name: 'restoreRecord',
  policy: 'account',
  idempotency: 'engine',
  summary: { 'zh-CN': '恢复记录', en: 'Takes a record out of the bin' },
  input: { params: recordParams, query: null, body: shape({}), bodyOptional: true },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'The record; ETag is its version', schema: recordSchema } },
  async handler(call, { engine }) {
    const { actor, params } = call
    return recordAnswer(200, await engine.records.restore(actor, params.object, params.id, writeOptions(call)))
  },
})
