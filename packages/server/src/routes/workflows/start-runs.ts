import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, idSchema, keySchema, ORDINARY_BODY, shape } from '../schemas.js'

const recordsSchema = { type: 'array', items: idSchema, maxItems: 1000 }
const text = { type: 'string' }

/** Starts a workflow by hand on records of its object; one without an object takes none. */
export const startRuns = defineRoute<{ params: { key: string }; body: { records: readonly string[] } }>({
  method: 'POST',
  path: '/api/workflows/:key/runs',
  tag: 'workflows',
  name: 'startRuns',
  policy: 'administrator',
  idempotency: 'stored',
  summary: { 'zh-CN': '手动运行', en: 'Starts a workflow by hand' },
  input: { params: { key: keySchema }, query: null, body: shape({ records: recordsSchema }, ['records']) },
  limits: ORDINARY_BODY,
  output: {
    201: {
      description: 'One run per record, in their order',
      schema: answerShape({
        runs: { type: 'array', items: answerShape({ id: text, record: { type: ['string', 'null'] } }) },
      }),
    },
  },
  handler: async ({ actor, params, body }, { automation }) =>
    json(201, await automation.runs.start(actor, params.key, body)),
})
