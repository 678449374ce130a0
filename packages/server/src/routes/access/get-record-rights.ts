import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { recordParams } from '../records/record-schemas.js'
import { answerShape, NO_BODY } from '../schemas.js'
import { actionsSchema } from './access-schemas.js'

/** What the caller may do with one record. */
export const getRecordRights = defineRoute<{ params: { object: string; id: string } }>({
  method: 'GET',
  path: '/api/records/:object/:id/access',
  tag: 'access',
  name: 'getRecordRights',
  policy: 'account',
  summary: { 'zh-CN': '对一条记录的权限', en: 'What the caller may do with a record' },
  input: { params: recordParams, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Fields that are not there are not seen in this record',
      schema: answerShape({
        actions: actionsSchema,
        fields: { type: 'object', additionalProperties: { type: 'string', enum: ['masked', 'read', 'write'] } },
      }),
    },
  },
  handler: async ({ actor, params }, { engine }) =>
    json(200, await engine.access.ofRecord(actor, params.object, params.id)),
})
