import type { RunState } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, cursorSchema, keySchema, limitSchema, NO_BODY, nextSchema } from '../schemas.js'
import { localizeRun, runSchema, runStateSchema } from './run-answers.js'

/** The runs of a workflow, newest first. */
export const listRuns = defineRoute<{
  params: { key: string }
  query: { limit?: number; after?: string; state?: RunState }
}>({
  method: 'GET',
  path: '/api/workflows/:key/runs',
  tag: 'workflows',
  name: 'listRuns',
  policy: 'administrator',
  summary: { 'zh-CN': '运行记录', en: 'Runs of a workflow' },
  input: {
    params: { key: keySchema },
    query: { limit: { ...limitSchema, maximum: 200 }, after: cursorSchema, state: runStateSchema },
    body: null,
  },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Newest first',
      schema: answerShape({ runs: { type: 'array', items: runSchema }, next: nextSchema }),
    },
  },
  async handler({ actor, params, query, locale }, { automation }) {
    const page = await automation.runs.list(actor, params.key, query)
    return json(200, { ...page, runs: page.runs.map((run) => localizeRun(run, locale)) })
  },
})
