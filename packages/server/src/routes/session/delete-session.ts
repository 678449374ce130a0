import { AppError } from '@tessera/metadata'
import { empty } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { sessionSecretOf, SESSION_COOKIE } from '../../identity/credentials.js'
import { NO_BODY } from '../schemas.js'
import { setCookieHeaders } from './set-cookie-headers.js'

/** Signs a person out: the session ends on the server, for every process within a second. */
export const deleteSession = defineRoute({
  method: 'DELETE',
  path: '/api/session',
  tag: 'session',
  name: 'signOut',
  policy: 'account',
  beforeSecondStep: true,
  summary: { 'zh-CN': '退出登录', en: 'Sign out' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: { 204: { description: 'Signed out' } },
  async handler(call, { auth: load, sessions, audit }) {
    const { identity, headers } = call
    const secret = sessionSecretOf(headers.cookie)
    if (identity.sessionToken === undefined || secret === undefined) throw new AppError('access.denied')
    // better-auth's own signOut passes over a failing delete; the session must be gone before we say so.
    await audit.around(call, async (note) => {
      await note({ action: 'session.signedOut' })
      await sessions.end(secret)
    })
    const auth = await load()
    const { headers: answer } = await auth.api.signOut({
      headers: new Headers({ cookie: `${SESSION_COOKIE}=${secret}` }),
      returnHeaders: true,
    })
    return empty(204, setCookieHeaders(answer?.getSetCookie() ?? []))
  },
})
