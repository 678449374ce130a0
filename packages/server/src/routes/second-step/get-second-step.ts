import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, NO_BODY } from '../schemas.js'

/** How the second step of the caller stands. */
export const getSecondStep = defineRoute({
  method: 'GET',
  path: '/api/me/second-step',
  tag: 'session',
  name: 'getSecondStep',
  policy: 'account',
  beforeSecondStep: true,
  summary: { 'zh-CN': '自己的两步验证', en: 'The caller’s second step' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'On or off',
      schema: answerShape({
        on: { type: 'boolean' },
        recoveryCodes: { type: 'integer' },
        asksPassword: { type: 'boolean' },
      }),
    },
  },
  async handler({ identity: { accountId } }, { secondStep, accounts }) {
    const [{ isOn, recoveryCodes }, asksPassword] = await Promise.all([
      secondStep.stateOf(accountId),
      accounts.hasPassword(accountId),
    ])
    return json(200, { on: isOn, recoveryCodes, asksPassword })
  },
})
