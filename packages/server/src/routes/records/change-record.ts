import type { RecordValues } from '@tessera/metadata'
import { defineRoute } from '../../http/route.js'
import { ORDINARY_BODY } from '../schemas.js'
import { recordAnswer, writeOptions } from './record-answers.js'
import { duplicatesParameter, recordParams, recordSchema, valuesSchema } from './record-schemas.js'

/** Changes fields of a record; what is absent stays. */
export const changeRecord = defineRoute<{
  params: { object: string; id: string }
  query: { duplicates?: 'accept' }
  body: RecordValues
}>({
  method: 'PATCH',
  path: '/api/records/:object/:id',
  tag: 'records',
  name: 'changeRecord',
  policy: 'account',
  summary: { 'zh-CN': '修改记录', en: 'Changes a record' },
  input: { params: recordParams, query: duplicatesParameter, body: valuesSchema, textsCheckedByEngine: true },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'The record; ETag is its version', schema: recordSchema } },
  async handler(call, { engine }) {
    const { actor, params, body } = call
    return recordAnswer(200, await engine.records.update(actor, params.object, params.id, body, writeOptions(call)))
  },
})
