import { isAppError } from '@tessera/metadata'
import { empty } from '../../http/answer.js'
import { definePublicRoute } from '../../http/route.js'
import { localPath } from '../../identity/sso/local-path.js'
import { NO_BODY } from '../schemas.js'
import { requireSso } from './require-sso.js'
import { refusalAddress } from './refusal-address.js'

/** Sends the browser to the identity provider. What goes wrong is said by the sign-in page. */
export const startSso = definePublicRoute<{ query: { next?: string } }>({
  method: 'GET',
  path: '/api/session/sso/start',
  tag: 'session',
  name: 'startSso',
  policy: 'public',
  summary: { 'zh-CN': '开始单点登录', en: 'Begins single sign-on' },
  input: { params: null, query: { next: { type: 'string', maxLength: 2000 } }, body: null },
  limits: NO_BODY,
  output: { 302: { description: 'To the identity provider' } },
  async handler({ query }, services) {
    const sso = requireSso(services)
    try {
      const { address, setCookie } = await sso.start(localPath(query.next))
      return empty(302, ['Location', address, 'Set-Cookie', setCookie])
    } catch (error) {
      if (!isAppError(error, 'sso.unreachable')) throw error
      return empty(302, ['Location', refusalAddress(error)])
    }
  },
})
