import type { SessionRequest } from '@tessera/metadata'
import { notingSignIn } from '../../audit/note-sign-in.js'
import { json } from '../../http/answer.js'
import { definePublicRoute } from '../../http/route.js'
import { signIn } from '../../identity/sign-in.js'
import { browserOf } from '../../identity/sessions.js'
import { answerShape, ORDINARY_BODY, shape, userSchema } from '../schemas.js'
import { setCookieHeaders } from './set-cookie-headers.js'

/** Signs a person in; half, where they have a second step. */
export const postSession = definePublicRoute<{ body: SessionRequest }>({
  method: 'POST',
  path: '/api/session',
  tag: 'session',
  name: 'signIn',
  policy: 'public',
  idempotency: 'none',
  summary: { 'zh-CN': '登录', en: 'Sign in' },
  input: {
    params: null,
    query: null,
    body: shape({ email: { type: 'string', maxLength: 254 }, password: { type: 'string', maxLength: 1024 } }, [
      'email',
      'password',
    ]),
  },
  limits: ORDINARY_BODY,
  output: {
    200: { description: 'The person; the cookie is set', schema: answerShape({ user: userSchema }) },
    202: {
      description: 'The password is right; a code is owed at /api/session/second',
      schema: answerShape({ secondStep: { type: 'boolean' } }),
    },
  },
  async handler({ body, incoming, origin }, services) {
    const browser = browserOf(incoming, services.networkOf)
    const { account, owesCode, setCookies } = await notingSignIn(services, origin, { email: body.email }, () =>
      signIn(services, body, browser),
    )
    const cookies = setCookieHeaders(setCookies)
    return owesCode ? json(202, { secondStep: true }, cookies) : json(200, { user: account }, cookies)
  },
})
