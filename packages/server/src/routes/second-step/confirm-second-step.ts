import { AppError, makeFieldProblem } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { refusePrograms } from '../../identity/prove-oneself.js'
import { tellOwner } from '../../identity/tell-owner.js'
import { ORDINARY_BODY, shape } from '../schemas.js'
import { codeSchema, recoveryCodesSchema } from './second-step-schemas.js'

/** Puts the second step in force once the app gives a right code; all other sessions of the caller end. */
export const confirmSecondStep = defineRoute<{ body: { code: string } }>({
  method: 'POST',
  path: '/api/me/second-step/confirm',
  tag: 'session',
  name: 'confirmSecondStep',
  policy: 'account',
  beforeSecondStep: true,
  idempotency: 'none',
  summary: { 'zh-CN': '开启两步验证', en: 'Puts the second step in force' },
  input: { params: null, query: null, body: shape({ code: codeSchema }, ['code']) },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'Recovery codes, shown once', schema: recoveryCodesSchema } },
  async handler(call, services) {
    const { identity, body } = call
    refusePrograms(identity)
    const { accountId, sessionToken } = identity
    if ((await services.secondStep.stateOf(accountId)).isOn) throw new AppError('code.on')
    const guess = await services.limit.countCode(`second:${accountId}`)
    const recoveryCodes = await services.audit.around(call, async (note) => {
      const codes = await services.secondStep.confirm(accountId, body.code)
      if (codes !== undefined) await note({ action: 'session.secondFactor', details: { on: true } })
      return codes
    })
    if (recoveryCodes === undefined) {
      throw new AppError('request.invalid').with({ errors: [makeFieldProblem('code', 'code.wrong')] })
    }
    await guess.giveBack()
    await services.sessions.endOthers(accountId, sessionToken as string)
    await tellOwner(services, accountId, 'secondStepOn')
    return json(200, { recoveryCodes })
  },
})
