import { AppError } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { makePersonLink } from '../../identity/person-links.js'
import { peoplePolicy } from '../../people/administers-people.js'
import { refuseStronger } from '../../people/refuse-stronger.js'
import { idSchema, NO_BODY } from '../schemas.js'
import { personLinkSchema } from './link-schemas.js'

/** A link for somebody who forgot their password: good for an hour and one use. The old password works until it is used. */
export const makeResetLink = defineRoute<{ params: { id: string } }>({
  method: 'POST',
  path: '/api/people/:id/reset-link',
  tag: 'people',
  name: 'makeResetLink',
  policy: peoplePolicy,
  idempotency: 'none',
  summary: { 'zh-CN': '生成重设密码的链接', en: 'Makes a link for a new password' },
  input: { params: { id: idSchema }, query: null, body: null },
  limits: NO_BODY,
  output: { 201: { description: 'The link, shown once', schema: personLinkSchema } },
  async handler(call, services) {
    const { actor, params } = call
    // One's own password is changed with the old one: a stolen session must not do.
    if (params.id === actor.id) throw new AppError('access.denied')
    await refuseStronger(services, actor, { person: params.id })
    const person = { workspace: actor.workspace, accountId: params.id, madeBy: actor.id }
    const link = await services.audit.around(call, async (note) => {
      await note({ action: 'people.resetLink', subject: { kind: 'person', key: params.id } })
      return makePersonLink(services, 'reset', person)
    })
    return json(201, link)
  },
})
