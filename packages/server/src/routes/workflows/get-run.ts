import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { idSchema, NO_BODY } from '../schemas.js'
import { localizeDetail, runDetailSchema } from './run-answers.js'

/** A run with its steps: what each was given and what it gave. */
export const getRun = defineRoute<{ params: { id: string } }>({
  method: 'GET',
  path: '/api/runs/:id',
  tag: 'workflows',
  name: 'getRun',
  policy: 'administrator',
  summary: { 'zh-CN': '一次运行', en: 'A run with its steps' },
  input: { params: { id: idSchema }, query: null, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'The run', schema: runDetailSchema } },
  handler: async ({ actor, params, locale }, { automation }) =>
    json(200, localizeDetail(await automation.runs.get(actor, params.id), locale)),
})
