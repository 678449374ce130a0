import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { recordParams } from '../records/record-schemas.js'
import { NO_BODY } from '../schemas.js'
import { sharesAnswer } from './access-schemas.js'

/** Whom a record is shared with. */
export const listShares = defineRoute<{ params: { object: string; id: string } }>({
  method: 'GET',
  path: '/api/records/:object/:id/shares',
  tag: 'access',
  name: 'listShares',
  policy: 'account',
  summary: { 'zh-CN': '记录的共享', en: 'Whom a record is shared with' },
  input: { params: recordParams, query: null, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'Shares that have not ended', schema: sharesAnswer } },
  handler: async ({ actor, params }, { engine }) =>
    json(200, { shares: await engine.access.shares(actor, params.object, params.id) }),
})
