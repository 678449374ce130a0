import { AppError } from '@tessera/metadata'
import { handOverNote } from '../../audit/hand-over-note.js'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { peoplePolicy } from '../../people/administers-people.js'
import { carryOutHandOver } from '../../people/carry-out-hand-over.js'
import { planHandOver, type HandOverRequest } from '../../people/plan-hand-over.js'
import { refuseStronger } from '../../people/refuse-stronger.js'
import { answerShape, idSchema, ORDINARY_BODY, shape } from '../schemas.js'
import { handedOverProperties, handOverProperties } from './hand-over-schemas.js'

/** Gives what somebody holds to others, without ending their work: only objects with an heir are touched. */
export const handOverPerson = defineRoute<{ params: { id: string }; body: HandOverRequest }>({
  method: 'POST',
  path: '/api/people/:id/hand-over',
  tag: 'people',
  name: 'handOverPerson',
  policy: peoplePolicy,
  idempotency: 'stored',
  summary: { 'zh-CN': '移交成员名下的记录', en: 'Hands over what a person holds' },
  input: { params: { id: idSchema }, query: null, body: shape(handOverProperties) },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'How far it is', schema: answerShape(handedOverProperties) } },
  async handler(call, services) {
    const { actor, body } = call
    const { id } = call.params
    const membership = await services.memberships.find(id, actor.workspace)
    if (membership === undefined) throw new AppError('person.not_found')
    await refuseStronger(services, actor, { person: id })
    const heirOf = await planHandOver(services, actor, id, body, false)
    await services.audit.note(call, handOverNote(id, body))
    return json(200, { id, ...(await carryOutHandOver(services, actor, id, heirOf)) })
  },
})
