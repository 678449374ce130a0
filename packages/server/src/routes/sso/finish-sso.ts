import { AppError } from '@tessera/metadata'
import { notingSignIn } from '../../audit/note-sign-in.js'
import { empty } from '../../http/answer.js'
import { definePublicRoute } from '../../http/route.js'
import { cookieOf } from '../../identity/credentials.js'
import { browserOf } from '../../identity/sessions.js'
import { localPath } from '../../identity/sso/local-path.js'
import { SSO_CALLBACK, SSO_COOKIE } from '../../identity/sso/single-sign-on.js'
import { NO_BODY } from '../schemas.js'
import { setCookieHeaders } from '../session/set-cookie-headers.js'
import { refusalAddress } from './refusal-address.js'
import { requireSso } from './require-sso.js'

/** Where the identity provider sends people back to. What goes wrong is said by the sign-in page. */
export const finishSso = definePublicRoute({
  method: 'GET',
  path: SSO_CALLBACK,
  tag: 'session',
  name: 'finishSso',
  policy: 'public',
  summary: { 'zh-CN': '完成单点登录', en: 'Finishes single sign-on' },
  input: { params: null, query: null, anyQuery: true, body: null },
  limits: NO_BODY,
  output: { 302: { description: 'Into the application, or to the sign-in page' } },
  async handler({ headers, incoming, origin }, services) {
    const sso = requireSso(services)
    const [, search = ''] = (incoming.url as string).split('?', 2)
    const cleared = setCookieHeaders([sso.endCookie])
    try {
      const attempt = await sso.attemptOf(cookieOf(headers.cookie, SSO_COOKIE))
      const browser = browserOf(incoming, services.networkOf)
      const { owesCode, setCookies } = await notingSignIn(services, origin, {}, () =>
        sso.signIn(services, attempt, search, browser),
      )
      const next = localPath(attempt.next)
      const address = owesCode ? `/login?step=code&next=${encodeURIComponent(next)}` : next
      return empty(302, ['Location', address, ...setCookieHeaders(setCookies), ...cleared])
    } catch (error) {
      if (!(error instanceof AppError) || !error.code.startsWith('sso.')) throw error
      return empty(302, ['Location', refusalAddress(error), ...cleared])
    }
  },
})
