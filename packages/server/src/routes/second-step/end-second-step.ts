import { AppError } from '@tessera/metadata'
import { empty } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { proveCode, provePassword, refusePrograms } from '../../identity/prove-oneself.js'
import { isSecondStepAsked } from '../../identity/second-step-for.js'
import { tellOwner } from '../../identity/tell-owner.js'
import { ORDINARY_BODY } from '../schemas.js'
import { proofBody, type Proof } from './second-step-schemas.js'

/** Turns the caller's second step off; password and code are asked for. */
export const endSecondStep = defineRoute<{ body: Proof }>({
  method: 'POST',
  path: '/api/me/second-step/off',
  tag: 'session',
  name: 'endSecondStep',
  policy: 'account',
  idempotency: 'none',
  summary: { 'zh-CN': '关闭两步验证', en: 'Turns the second step off' },
  input: { params: null, query: null, body: proofBody },
  limits: ORDINARY_BODY,
  output: { 204: { description: 'Off' } },
  async handler(call, services) {
    const { identity, body } = call
    refusePrograms(identity)
    const { accountId } = identity
    if (!(await services.secondStep.stateOf(accountId)).isOn) throw new AppError('code.off')
    if (isSecondStepAsked(services.secondStepFor, identity.memberships)) throw new AppError('code.asked')
    await provePassword(services, identity, body.password)
    await proveCode(services, identity, body.code)
    await services.audit.around(call, async (note) => {
      await note({ action: 'session.secondFactor', details: { on: false } })
      await services.secondStep.remove(accountId)
    })
    await tellOwner(services, accountId, 'secondStepOff')
    return empty(204)
  },
})
