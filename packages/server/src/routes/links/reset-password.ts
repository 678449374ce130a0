import type { LinkUse } from '@tessera/metadata'
import { notingLink } from '../../audit/noting-link.js'
import { json } from '../../http/answer.js'
import { definePublicRoute } from '../../http/route.js'
import { usePersonLink } from '../../identity/person-links.js'
import { answerShape, ORDINARY_BODY, passwordSchema, shape } from '../schemas.js'
import { linkTokenSchema } from './link-schemas.js'

/** Sets another password with a link; all sessions of the person end. They sign in afterwards, with their second step. */
export const resetPassword = definePublicRoute<{ body: LinkUse }>({
  method: 'POST',
  path: '/api/password/reset',
  tag: 'session',
  name: 'resetPassword',
  policy: 'public',
  idempotency: 'none',
  summary: { 'zh-CN': '重设密码', en: 'Sets a new password' },
  input: {
    params: null,
    query: null,
    body: shape({ token: linkTokenSchema, password: passwordSchema }, ['token', 'password']),
  },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'Who may sign in now', schema: answerShape({ email: { type: 'string' } }) } },
  async handler({ body, origin }, services) {
    const { account } = await notingLink(services, origin, 'reset', body.token, () =>
      usePersonLink(services, 'reset', body),
    )
    return json(200, { email: account.email })
  },
})
