import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { idSchema, ORDINARY_BODY, shape } from '../schemas.js'
import { localizeDetail, runDetailSchema } from './run-answers.js'

/** A run that is not over ends here; what it did stays. */
export const cancelRun = defineRoute<{ params: { id: string }; body: object }>({
  method: 'POST',
  path: '/api/runs/:id/cancel',
  tag: 'workflows',
  name: 'cancelRun',
  policy: 'administrator',
  idempotency: 'stored',
  summary: { 'zh-CN': '取消运行', en: 'Cancels a run' },
  input: { params: { id: idSchema }, query: null, body: shape({}), bodyOptional: true },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'The run', schema: runDetailSchema } },
  handler: async ({ actor, params, locale }, { automation }) =>
    json(200, localizeDetail(await automation.runs.cancel(actor, params.id), locale)),
})
