import { isAppError, type PersonLink } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { makePersonLink } from '../../identity/person-links.js'
import { peoplePolicy } from '../../people/administers-people.js'
import { refuseStronger } from '../../people/refuse-stronger.js'
import { answerShape, idSchema, ORDINARY_BODY, shape } from '../schemas.js'
import { personLinkSchema } from '../links/link-schemas.js'

/** Invitation links for many people at once; who needs none (no such person, deactivated, has a password) or may do more than the caller is left out. */
export const invitePeople = defineRoute<{ body: { people: readonly string[] } }>({
  method: 'POST',
  path: '/api/people/invitations',
  tag: 'people',
  name: 'invitePeople',
  policy: peoplePolicy,
  idempotency: 'none',
  summary: { 'zh-CN': '批量生成邀请链接', en: 'Makes invitation links for many people' },
  input: {
    params: null,
    query: null,
    body: shape({ people: { type: 'array', minItems: 1, maxItems: 1_000, items: idSchema, uniqueItems: true } }, [
      'people',
    ]),
  },
  limits: ORDINARY_BODY,
  output: {
    201: {
      description: 'The links, shown once',
      schema: answerShape({
        invitations: { type: 'array', items: answerShape({ id: { type: 'string' }, link: personLinkSchema }) },
      }),
    },
  },
  async handler(call, services) {
    const { actor, body } = call
    await services.audit.note(call, { action: 'people.invited', details: { invited: body.people } })
    const invitations: { id: string; link: PersonLink }[] = []
    for (const accountId of body.people) {
      const person = { workspace: actor.workspace, accountId, madeBy: actor.id }
      try {
        await refuseStronger(services, actor, { person: accountId })
        invitations.push({ id: accountId, link: await makePersonLink(services, 'invite', person) })
      } catch (error) {
        const needsNone = (
          ['person.not_found', 'person.inactive', 'person.has_password', 'person.stronger'] as const
        ).some((code) => isAppError(error, code))
        if (!needsNone) throw error
      }
    }
    return json(201, { invitations })
  },
})
