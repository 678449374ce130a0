import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { peoplePolicy } from '../../people/administers-people.js'
import { erasePerson as erase } from '../../people/erase-person.js'
import { refuseStronger } from '../../people/refuse-stronger.js'
import { answerShape, idSchema, ORDINARY_BODY, shape } from '../schemas.js'

/** Takes name, address and all other data of a deactivated person away for good; what they did stays, by a pseudonym. */
export const erasePerson = defineRoute<{ params: { id: string }; body: { confirm: 'erase' } }>({
  method: 'POST',
  path: '/api/people/:id/erase',
  tag: 'people',
  name: 'erasePerson',
  policy: peoplePolicy,
  idempotency: 'stored',
  summary: { 'zh-CN': '抹去成员的个人数据', en: 'Erases a person’s data' },
  input: { params: { id: idSchema }, query: null, body: shape({ confirm: { const: 'erase' } }, ['confirm']) },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'What they are called now', schema: answerShape({ name: { type: 'string' } }) } },
  async handler(call, services) {
    const { actor, params } = call
    await refuseStronger(services, actor, { person: params.id })
    const name = await services.audit.around(call, async (note) => {
      await note({ action: 'people.erased', subject: { kind: 'person', key: params.id } })
      return erase(services, actor, params.id)
    })
    return json(200, { name })
  },
})
