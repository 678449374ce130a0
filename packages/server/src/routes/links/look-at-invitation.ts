import { json } from '../../http/answer.js'
import { definePublicRoute } from '../../http/route.js'
import { ORDINARY_BODY, shape } from '../schemas.js'
import { answerLook } from './answer-look.js'
import { linkLookSchema, linkTokenSchema } from './link-schemas.js'

/** Whom an invitation is for, for its page; uses nothing up. */
export const lookAtInvitation = definePublicRoute<{ body: { token: string } }>({
  method: 'POST',
  path: '/api/invitations/look',
  tag: 'session',
  name: 'lookAtInvitation',
  policy: 'public',
  idempotency: 'none',
  summary: { 'zh-CN': '查看邀请', en: 'Whom an invitation is for' },
  input: { params: null, query: null, body: shape({ token: linkTokenSchema }, ['token']) },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'Whom the link is for', schema: linkLookSchema } },
  handler: async ({ body }, services) => json(200, await answerLook(services, 'invite', body.token)),
})
