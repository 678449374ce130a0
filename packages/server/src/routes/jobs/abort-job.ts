import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { idSchema, ORDINARY_BODY, shape } from '../schemas.js'
import { jobSchema, localizeJob } from './job-answer.js'

/** Stops a job; what it did stays or is taken back as its kind says. */
export const abortJob = defineRoute<{ params: { id: string }; body: object }>({
  method: 'POST',
  path: '/api/jobs/:id/abort',
  tag: 'jobs',
  name: 'abortJob',
  policy: 'administrator',
  idempotency: 'stored',
  summary: { 'zh-CN': '中止任务', en: 'Aborts a job' },
  input: { params: { id: idSchema }, query: null, body: shape({}), bodyOptional: true },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'The job', schema: jobSchema } },
  handler: async ({ actor, params, locale }, { engine }) =>
    json(200, localizeJob(await engine.jobs.abort(actor, params.id), locale)),
})
