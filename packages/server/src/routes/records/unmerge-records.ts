import { defineRoute } from '../../http/route.js'
import { idSchema, ORDINARY_BODY, shape } from '../schemas.js'
import { recordAnswer, writeOptions } from './record-answers.js'
import { recordParams, recordSchema } from './record-schemas.js'

/** Takes a merge into a record back. */
export const unmergeRecords = defineRoute<{ params: { object: string; id: string }; body: { merge?: string } }>({
  method: 'POST',
  path: '/api/records/:object/:id/unmerge',
  tag: 'records',
  name: 'unmergeRecords',
  policy: 'account',
  idempotency: 'engine',
  summary: { 'zh-CN': '撤销合并', en: 'Takes a merge back' },
  input: { params: recordParams, query: null, body: shape({ merge: idSchema }), bodyOptional: true },
  limits: ORDINARY_BODY,
  output: {
    200: { description: 'The record that others were merged into; ETag is its version', schema: recordSchema },
  },
  async handler(call, { engine }) {
    const { actor, params, body } = call
    const { merge } = (body ?? {}) as { merge?: string }
    return recordAnswer(200, await engine.records.unmerge(actor, params.object, params.id, merge, writeOptions(call)))
  },
})
