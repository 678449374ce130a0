import { notingSignIn } from '../../audit/note-sign-in.js'
import { json } from '../../http/answer.js'
import { definePublicRoute } from '../../http/route.js'
import { browserOf } from '../../identity/sessions.js'
import { signInWithCode } from '../../identity/sign-in.js'
import { codeSchema } from '../second-step/second-step-schemas.js'
import { answerShape, ORDINARY_BODY, shape, userSchema } from '../schemas.js'
import { setCookieHeaders } from './set-cookie-headers.js'

/** The second step of signing in, with a code of the app or a recovery code. */
export const signInSecond = definePublicRoute<{ body: { code: string } }>({
  method: 'POST',
  path: '/api/session/second',
  tag: 'session',
  name: 'signInSecond',
  policy: 'public',
  idempotency: 'none',
  summary: { 'zh-CN': '登录的第二步', en: 'Second step of signing in' },
  input: { params: null, query: null, body: shape({ code: codeSchema }, ['code']) },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'The person; the cookie is set', schema: answerShape({ user: userSchema }) } },
  async handler({ body, incoming, origin }, services) {
    const browser = browserOf(incoming, services.networkOf)
    const { account, setCookies } = await notingSignIn(services, origin, browser, () =>
      signInWithCode(services, body.code, browser),
    )
    return json(200, { user: account }, setCookieHeaders(setCookies))
  },
})
