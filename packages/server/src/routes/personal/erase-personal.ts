import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { recordParams } from '../records/record-schemas.js'
import { answerShape, ORDINARY_BODY, shape } from '../schemas.js'

const texts = { type: 'array', items: { type: 'string' } }

/** Blanks the personal fields of a record for good, wherever their values are kept. */
export const erasePersonal = defineRoute<{ params: { object: string; id: string }; body: { confirm: 'erase' } }>({
  method: 'POST',
  path: '/api/records/:object/:id/erase-personal',
  tag: 'records',
  name: 'erasePersonal',
  policy: 'account',
  idempotency: 'engine',
  summary: { 'zh-CN': '抹去记录的个人数据', en: 'Erases the personal data of a record' },
  input: { params: recordParams, query: null, body: shape({ confirm: { const: 'erase' } }, ['confirm']) },
  limits: ORDINARY_BODY,
  output: {
    200: {
      description: 'Which records and fields are blank now; it cannot be taken back',
      schema: answerShape({ records: texts, fields: texts, files: { type: 'integer' } }),
    },
  },
  async handler({ actor, params: { object, id }, origin, idempotency }, { engine, idempotency: kept }) {
    const options = { origin, ...(idempotency === undefined ? {} : { idempotency }) }
    const erased = await engine.personal.erase(actor, object, id, options)
    await kept.forget(actor.workspace, erased.records)
    return json(200, erased)
  },
})
