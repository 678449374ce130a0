import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { makePersonLink } from '../../identity/person-links.js'
import { peoplePolicy } from '../../people/administers-people.js'
import { refuseStronger } from '../../people/refuse-stronger.js'
import { idSchema, NO_BODY } from '../schemas.js'
import { personLinkSchema } from './link-schemas.js'

/** A link for somebody who has no password yet: good for seven days and one use. There is no mail; who makes it hands it on. */
export const makeInvitation = defineRoute<{ params: { id: string } }>({
  method: 'POST',
  path: '/api/people/:id/invitation',
  tag: 'people',
  name: 'makeInvitation',
  policy: peoplePolicy,
  idempotency: 'none',
  summary: { 'zh-CN': '生成邀请链接', en: 'Makes an invitation link' },
  input: { params: { id: idSchema }, query: null, body: null },
  limits: NO_BODY,
  output: { 201: { description: 'The link, shown once', schema: personLinkSchema } },
  async handler(call, services) {
    const { actor, params } = call
    await refuseStronger(services, actor, { person: params.id })
    const person = { workspace: actor.workspace, accountId: params.id, madeBy: actor.id }
    const link = await services.audit.around(call, async (note) => {
      await note({ action: 'people.invited', subject: { kind: 'person', key: params.id } })
      return makePersonLink(services, 'invite', person)
    })
    return json(201, link)
  },
})
