import { defineRoute } from '../../http/route.js'
import { NO_BODY } from '../schemas.js'
import { recordAnswer, splitList } from './record-answers.js'
import { recordParams, recordSchema } from './record-schemas.js'

/**
 * Reads a record. There is no 304 here: computed values and titles of other records change without a new version, so an
 * equal ETag does not mean an equal body.
 */
export const getRecord = defineRoute<{ params: { object: string; id: string }; query: { fields?: string } }>({
  method: 'GET',
  path: '/api/records/:object/:id',
  tag: 'records',
  name: 'getRecord',
  policy: 'account',
  summary: { 'zh-CN': '读取一条记录', en: 'Reads a record' },
  input: { params: recordParams, query: { fields: { type: 'string', maxLength: 20_000 } }, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'The record; ETag is its version', schema: recordSchema } },
  async handler({ actor, params, query }, { engine }) {
    const selected = query.fields === undefined ? undefined : { fields: splitList(query.fields) }
    return recordAnswer(200, await engine.records.get(actor, params.object, params.id, selected))
  },
})
