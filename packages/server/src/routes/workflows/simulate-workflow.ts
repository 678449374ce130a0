import type { SimulateRequest } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, idSchema, keySchema, ORDINARY_BODY, shape } from '../schemas.js'
import { localizeRun, stepSchema } from './run-answers.js'

const text = { type: 'string' }

/** What a workflow would do to a real record: effects are written down, not done. A document that is not published may be sent. */
export const simulateWorkflow = defineRoute<{ params: { key: string }; body: SimulateRequest }>({
  method: 'POST',
  path: '/api/workflows/:key/simulate',
  tag: 'workflows',
  name: 'simulateWorkflow',
  policy: 'administrator',
  idempotency: 'stored',
  summary: { 'zh-CN': '试运行', en: 'What a workflow would do' },
  input: {
    params: { key: keySchema },
    query: null,
    body: shape({ document: { type: 'object' }, record: idSchema, values: { type: 'object' } }),
    bodyOptional: true,
    bodyPaths: 'pointer',
  },
  limits: ORDINARY_BODY,
  output: {
    200: {
      description: 'Steps in order, and the effects in words',
      schema: answerShape({
        matches: { type: 'boolean' },
        steps: { type: 'array', items: stepSchema },
        effects: { type: 'array', items: answerShape({ node: text, text }) },
      }),
    },
  },
  async handler({ actor, params, body, locale }, { automation }) {
    const answer = await automation.runs.simulate(actor, params.key, body)
    return json(200, { ...answer, steps: answer.steps.map((step) => localizeRun(step, locale)) })
  },
})
