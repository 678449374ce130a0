import { json } from '../../http/answer.js'
import { definePublicRoute } from '../../http/route.js'
import { ORDINARY_BODY, shape } from '../schemas.js'
import { answerLook } from './answer-look.js'
import { linkLookSchema, linkTokenSchema } from './link-schemas.js'

/** Whom a link for a new password is for, for its page; uses nothing up. */
export const lookAtResetLink = definePublicRoute<{ body: { token: string } }>({
  method: 'POST',
  path: '/api/password/look',
  tag: 'session',
  name: 'lookAtResetLink',
  policy: 'public',
  idempotency: 'none',
  summary: { 'zh-CN': '查看重设密码的链接', en: 'Whom a link for a new password is for' },
  input: { params: null, query: null, body: shape({ token: linkTokenSchema }, ['token']) },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'Whom the link is for', schema: linkLookSchema } },
  handler: async ({ body }, services) => json(200, await answerLook(services, 'reset', body.token)),
})
