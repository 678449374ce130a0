import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { refuseNarrow } from '../../identity/prove-oneself.js'
import { answerShape, NO_BODY } from '../schemas.js'

/** Signs the caller out everywhere but here; with a token, everywhere. */
export const endOtherSessions = defineRoute({
  method: 'POST',
  path: '/api/me/sessions/end-others',
  tag: 'session',
  name: 'endOtherSessions',
  policy: 'account',
  idempotency: 'none',
  summary: { 'zh-CN': '结束自己在其他设备上的登录', en: 'Signs the caller out of all other devices' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'How many ended', schema: answerShape({ ended: { type: 'integer' } }) } },
  async handler(call, { sessions, audit }) {
    refuseNarrow(call.identity)
    const { accountId, sessionToken } = call.identity
    const ended = await audit.around(call, async (note) => {
      const count = await sessions.endOthers(accountId, sessionToken ?? '')
      await note({ action: 'session.ended', details: { count } })
      return count
    })
    return json(200, { ended })
  },
})
