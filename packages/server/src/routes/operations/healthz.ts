import { json } from '../../http/answer.js'
import { definePublicRoute } from '../../http/route.js'
import { answerShape, NO_BODY } from '../schemas.js'

/** The process is alive; it asks nobody. */
export const healthz = definePublicRoute({
  method: 'GET',
  path: '/healthz',
  tag: 'operations',
  name: 'healthz',
  policy: 'public',
  summary: { 'zh-CN': '进程存活', en: 'The process is alive' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'Alive', schema: answerShape({ status: { const: 'ok' } }) } },
  handler: () => json(200, { status: 'ok' }),
})
