import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { refuseNarrow } from '../../identity/prove-oneself.js'
import { answerShape, instantSchema, NO_BODY } from '../schemas.js'

const sessionSchema = answerShape({
  id: { type: 'string' },
  createdAt: instantSchema,
  lastSeenAt: instantSchema,
  userAgent: { type: 'string' },
  network: { type: ['string', 'null'] },
  current: { type: 'boolean' },
})

/** Where the caller is signed in. */
export const listMySessions = defineRoute({
  method: 'GET',
  path: '/api/me/sessions',
  tag: 'session',
  name: 'listMySessions',
  policy: 'account',
  summary: { 'zh-CN': '自己在哪些设备上登录', en: 'Where the caller is signed in' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'The newest first',
      schema: answerShape({ sessions: { type: 'array', items: sessionSchema } }),
    },
  },
  async handler({ identity }, { sessions }) {
    refuseNarrow(identity)
    const { accountId, sessionToken } = identity
    return json(200, { sessions: await sessions.list(accountId, sessionToken) })
  },
})
