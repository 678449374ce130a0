import { AppError, makeFieldProblem } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { peoplePolicy } from '../../people/administers-people.js'
import { handOver } from '../../people/hand-over.js'
import { answerShape, idSchema, ORDINARY_BODY, shape } from '../schemas.js'

/** Ends a person's access at once, then gives their records to someone else. */
export const deactivatePerson = defineRoute<{ params: { id: string }; body: { handOverTo?: string } }>({
  method: 'POST',
  path: '/api/people/:id/deactivate',
  tag: 'people',
  name: 'deactivatePerson',
  policy: peoplePolicy,
  idempotency: 'stored',
  summary: { 'zh-CN': '停用成员并移交记录', en: 'Deactivates a person and hands their records over' },
  input: { params: { id: idSchema }, query: null, body: shape({ handOverTo: idSchema }), bodyOptional: true },
  limits: ORDINARY_BODY,
  output: {
    200: {
      description: 'Deactivated',
      schema: answerShape({ id: { type: 'string' }, handedOver: { type: 'integer' } }),
    },
  },
  async handler({ actor, params, body: { handOverTo } }, { people, memberships, engine }) {
    if (handOverTo !== undefined) {
      const heir = handOverTo === params.id ? undefined : await memberships.find(handOverTo, actor.workspace)
      if (heir?.isActive !== true) {
        throw new AppError('request.invalid').with({ errors: [makeFieldProblem('handOverTo', 'person.not_found')] })
      }
    }
    await people.deactivate(actor.workspace, params.id, actor)
    const handedOver = handOverTo === undefined ? 0 : await handOver(engine, actor, params.id, handOverTo)
    return json(200, { id: params.id, handedOver })
  },
})
