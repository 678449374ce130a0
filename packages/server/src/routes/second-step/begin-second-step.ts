import { AppError } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { provePassword, refusePrograms } from '../../identity/prove-oneself.js'
import { answerShape, ORDINARY_BODY, passwordSchema, shape } from '../schemas.js'

/** Makes a secret for the caller's app. It counts once a code of it was seen; until then it may be made anew. */
export const beginSecondStep = defineRoute<{ body: { password?: string } }>({
  method: 'POST',
  path: '/api/me/second-step',
  tag: 'session',
  name: 'beginSecondStep',
  policy: 'account',
  beforeSecondStep: true,
  idempotency: 'none',
  summary: { 'zh-CN': '开始设置两步验证', en: 'Begins to set up the second step' },
  input: { params: null, query: null, body: shape({ password: passwordSchema }), bodyOptional: true },
  limits: ORDINARY_BODY,
  output: {
    201: {
      description: 'The secret, shown once',
      schema: answerShape({ secret: { type: 'string' }, address: { type: 'string' } }),
    },
  },
  async handler({ identity, body }, services) {
    refusePrograms(identity)
    const { accountId, email } = identity
    if ((await services.secondStep.stateOf(accountId)).isOn) throw new AppError('code.on')
    await provePassword(services, identity, body.password)
    return json(201, await services.secondStep.begin(accountId, email))
  },
})
