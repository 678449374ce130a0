import { AppError } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { proveCode, provePassword, refusePrograms } from '../../identity/prove-oneself.js'
import { ORDINARY_BODY } from '../schemas.js'
import { proofBody, recoveryCodesSchema, type Proof } from './second-step-schemas.js'

/** Ten new recovery codes in place of those before. */
export const renewRecoveryCodes = defineRoute<{ body: Proof }>({
  method: 'POST',
  path: '/api/me/second-step/recovery-codes',
  tag: 'session',
  name: 'renewRecoveryCodes',
  policy: 'account',
  idempotency: 'none',
  summary: { 'zh-CN': '重新生成恢复码', en: 'Makes new recovery codes' },
  input: { params: null, query: null, body: proofBody },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'Recovery codes, shown once', schema: recoveryCodesSchema } },
  async handler(call, services) {
    const { identity, body } = call
    refusePrograms(identity)
    const { accountId } = identity
    if (!(await services.secondStep.stateOf(accountId)).isOn) throw new AppError('code.off')
    await provePassword(services, identity, body.password)
    await proveCode(services, identity, body.code)
    const recoveryCodes = await services.audit.around(call, async (note) => {
      await note({ action: 'session.recoveryCodes' })
      return services.secondStep.renewCodes(accountId)
    })
    return json(200, { recoveryCodes })
  },
})
