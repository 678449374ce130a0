import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { peoplePolicy } from '../../people/administers-people.js'
import { refuseStronger } from '../../people/refuse-stronger.js'
import { answerShape, idSchema, ORDINARY_BODY, shape } from '../schemas.js'

/** Lets a deactivated person sign in again, with the roles they had. What was handed over stays where it is. */
export const reactivatePerson = defineRoute<{ params: { id: string }; body: object }>({
  method: 'POST',
  path: '/api/people/:id/reactivate',
  tag: 'people',
  name: 'reactivatePerson',
  policy: peoplePolicy,
  idempotency: 'stored',
  summary: { 'zh-CN': '恢复成员', en: 'Reactivates a person' },
  input: { params: { id: idSchema }, query: null, body: shape({}), bodyOptional: true },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'Active again', schema: answerShape({ id: { type: 'string' } }) } },
  async handler(call, services) {
    const { people, audit } = services
    const { actor, params } = call
    await refuseStronger(services, actor, { person: params.id })
    await audit.around(call, async (note) => {
      await note({ action: 'people.activated', subject: { kind: 'person', key: params.id } })
      await people.reactivate(actor.workspace, params.id, actor)
    })
    return json(200, { id: params.id })
  },
})
