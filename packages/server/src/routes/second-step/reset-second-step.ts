import { AppError } from '@tessera/metadata'
import { empty } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { tellOwner } from '../../identity/tell-owner.js'
import { peoplePolicy } from '../../people/administers-people.js'
import { refuseStronger } from '../../people/refuse-stronger.js'
import { idSchema, NO_BODY } from '../schemas.js'

/** Takes the second step off somebody who lost phone and recovery codes; they are told. Their password stays needed. */
export const resetSecondStep = defineRoute<{ params: { id: string } }>({
  method: 'POST',
  path: '/api/people/:id/second-step/reset',
  tag: 'people',
  name: 'resetSecondStep',
  policy: peoplePolicy,
  idempotency: 'none',
  summary: { 'zh-CN': '重置成员的两步验证', en: 'Takes a person’s second step off' },
  input: { params: { id: idSchema }, query: null, body: null },
  limits: NO_BODY,
  output: { 204: { description: 'Off' } },
  async handler(call, services) {
    const { actor, params } = call
    await refuseStronger(services, actor, { person: params.id })
    // One's own is turned off with password and code: a stolen session must not do.
    if (params.id === actor.id) throw new AppError('access.denied')
    const membership = await services.memberships.find(params.id, actor.workspace)
    if (membership === undefined) throw new AppError('person.not_found')
    await services.audit.around(call, async (note) => {
      if (!(await services.secondStep.remove(params.id))) throw new AppError('code.off')
      const subject = { kind: 'person', key: params.id }
      await note({ action: 'session.secondFactor', subject, details: { on: false } })
    })
    await services.identities.revocations.revoke(params.id)
    await tellOwner(services, params.id, 'secondStepReset')
    return empty(204)
  },
})
