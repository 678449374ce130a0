import { refuseLooking } from '../../audit/refuse-looking.js'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { recordParams } from '../records/record-schemas.js'
import { answerShape, NO_BODY } from '../schemas.js'

const open = { type: 'object' }
const list = { type: 'array' }

/** Everything that is held about a record, as a file. */
export const getPersonalData = defineRoute<{ params: { object: string; id: string } }>({
  method: 'GET',
  path: '/api/records/:object/:id/personal-data',
  tag: 'records',
  name: 'getPersonalData',
  policy: 'account',
  summary: { 'zh-CN': '导出一条记录的全部数据', en: 'Exports everything held about a record' },
  input: { params: recordParams, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'The record, what points to it and its history, as far as the caller may read them',
      schema: answerShape({
        object: open,
        at: { type: 'string' },
        personal: list,
        record: open,
        related: list,
        history: list,
      }),
    },
  },
  async handler(call, { engine }) {
    const { actor, origin } = call
    const { object, id } = call.params
    refuseLooking(call)
    const data = await engine.personal.data(actor, object, id, origin)
    return json(200, data, ['Content-Disposition', `attachment; filename="${data.object.key}.json"`])
  },
})
