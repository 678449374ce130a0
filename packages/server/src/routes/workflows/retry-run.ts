import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { idSchema, ORDINARY_BODY, shape } from '../schemas.js'
import { localizeDetail, runDetailSchema } from './run-answers.js'

/** A failed run goes on at the step that failed. */
export const retryRun = defineRoute<{ params: { id: string }; body: object }>({
  method: 'POST',
  path: '/api/runs/:id/retry',
  tag: 'workflows',
  name: 'retryRun',
  policy: 'administrator',
  idempotency: 'stored',
  summary: { 'zh-CN': '重试', en: 'Goes on at the step that failed' },
  input: { params: { id: idSchema }, query: null, body: shape({}), bodyOptional: true },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'The run', schema: runDetailSchema } },
  handler: async ({ actor, params, locale }, { automation }) =>
    json(200, localizeDetail(await automation.runs.retry(actor, params.id), locale)),
})
