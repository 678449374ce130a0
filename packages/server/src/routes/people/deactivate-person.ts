import { handOverNote, isHandedOver } from '../../audit/hand-over-note.js'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { peoplePolicy } from '../../people/administers-people.js'
import { carryOutHandOver } from '../../people/carry-out-hand-over.js'
import { planHandOver, type HandOverRequest } from '../../people/plan-hand-over.js'
import { refuseStronger } from '../../people/refuse-stronger.js'
import { answerShape, idSchema, ORDINARY_BODY, shape } from '../schemas.js'
import { handedOverProperties, handOverProperties } from './hand-over-schemas.js'

/** Ends a person's access at once, then gives what they hold to others: refused while it is not said to whom. */
export const deactivatePerson = defineRoute<{ params: { id: string }; body: HandOverRequest }>({
  method: 'POST',
  path: '/api/people/:id/deactivate',
  tag: 'people',
  name: 'deactivatePerson',
  policy: peoplePolicy,
  idempotency: 'stored',
  summary: { 'zh-CN': '停用成员并移交记录', en: 'Deactivates a person and hands over what they hold' },
  input: { params: { id: idSchema }, query: null, body: shape(handOverProperties), bodyOptional: true },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'Deactivated', schema: answerShape(handedOverProperties) } },
  async handler(call, services) {
    const { actor, body } = call
    const { id } = call.params
    await refuseStronger(services, actor, { person: id })
    const heirOf = await planHandOver(services, actor, id, body, true)
    await services.audit.around(call, async (note) => {
      await note({ action: 'people.deactivated', subject: { kind: 'person', key: id } })
      await services.people.deactivate(actor.workspace, id, actor)
      if (isHandedOver(body)) await note(handOverNote(id, body))
    })
    return json(200, { id, ...(await carryOutHandOver(services, actor, id, heirOf)) })
  },
})
