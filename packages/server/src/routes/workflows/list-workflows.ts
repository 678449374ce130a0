import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, instantSchema, NO_BODY } from '../schemas.js'
import { runStateSchema } from './run-answers.js'

const integer = { type: 'integer' }

const lineSchema = answerShape({
  key: { type: 'string' },
  lastRun: { ...answerShape({ at: instantSchema, state: runStateSchema }), type: ['object', 'null'] },
  runs7d: integer,
  failed7d: integer,
  waiting: integer,
  pausedUntil: { type: ['string', 'null'] },
})

/** How each workflow does. */
export const listWorkflows = defineRoute({
  method: 'GET',
  path: '/api/workflows',
  tag: 'workflows',
  name: 'listWorkflows',
  policy: 'administrator',
  summary: { 'zh-CN': '工作流概况', en: 'How the workflows do' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'One line per workflow',
      schema: answerShape({ workflows: { type: 'array', items: lineSchema } }),
    },
  },
  handler: async ({ actor }, { automation }) => json(200, { workflows: await automation.health(actor) }),
})
