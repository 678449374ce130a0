import { json } from '../../http/answer.js'
import { definePublicRoute } from '../../http/route.js'
import { answerShape, NO_BODY } from '../schemas.js'

/** Whether the first administrator is still to be made. */
export const getSetup = definePublicRoute({
  method: 'GET',
  path: '/api/setup',
  tag: 'setup',
  name: 'getSetup',
  policy: 'public',
  summary: { 'zh-CN': '是否需要初始设置', en: 'Whether the first set-up is needed' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'Needed or not', schema: answerShape({ needed: { type: 'boolean' } }) } },
  handler: async (_call, { setup }) => json(200, { needed: await setup.isNeeded() }),
})
