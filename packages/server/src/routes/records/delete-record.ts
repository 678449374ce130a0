import { empty } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { NO_BODY } from '../schemas.js'
import { writeOptions } from './record-answers.js'
import { recordParams } from './record-schemas.js'

/** Puts a record into the bin. */
export const deleteRecord = defineRoute<{ params: { object: string; id: string } }>({
  method: 'DELETE',
  path: '/api/records/:object/:id',
  tag: 'records',
  name: 'deleteRecord',
  policy: 'account',
  summary: { 'zh-CN': '删除记录', en: 'Puts a record into the bin' },
  input: { params: recordParams, query: null, body: null },
  limits: NO_BODY,
  output: { 204: { description: 'In the bin' } },
  async handler(call, { engine }) {
    await engine.records.remove(call.actor, call.params.object, call.params.id, writeOptions(call))
    return empty(204)
  },
})
