import type { LinkUse } from '@tessera/metadata'
import { notingLink } from '../../audit/noting-link.js'
import { json } from '../../http/answer.js'
import { definePublicRoute } from '../../http/route.js'
import { usePersonLink } from '../../identity/person-links.js'
import { answerShape, ORDINARY_BODY, passwordSchema, personNameSchema, shape } from '../schemas.js'
import { linkTokenSchema } from './link-schemas.js'

/** Sets the first password of an invited person, and their name as they write it. They sign in afterwards. */
export const acceptInvitation = definePublicRoute<{ body: LinkUse }>({
  method: 'POST',
  path: '/api/invitations/accept',
  tag: 'session',
  name: 'acceptInvitation',
  policy: 'public',
  idempotency: 'none',
  summary: { 'zh-CN': '接受邀请', en: 'Accepts an invitation' },
  input: {
    params: null,
    query: null,
    body: shape({ token: linkTokenSchema, password: passwordSchema, name: personNameSchema }, ['token', 'password']),
  },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'Who may sign in now', schema: answerShape({ email: { type: 'string' } }) } },
  async handler({ body, origin }, services) {
    const { link, account } = await notingLink(services, origin, 'invite', body.token, () =>
      usePersonLink(services, 'invite', body),
    )
    const name = body.name?.normalize('NFC')
    if (name !== undefined && name !== account.name) {
      await services.people.change(link.workspace, account.id, { name })
    }
    return json(200, { email: account.email })
  },
})
