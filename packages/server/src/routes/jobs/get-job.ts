import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { idSchema, NO_BODY } from '../schemas.js'
import { jobSchema, localizeJob } from './job-answer.js'

/** A long piece of work and how far it is. */
export const getJob = defineRoute<{ params: { id: string } }>({
  method: 'GET',
  path: '/api/jobs/:id',
  tag: 'jobs',
  name: 'getJob',
  policy: 'account',
  summary: { 'zh-CN': '任务进度', en: 'How far a job is' },
  input: { params: { id: idSchema }, query: null, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'The job', schema: jobSchema } },
  handler: async ({ actor, params, locale }, { engine }) =>
    json(200, localizeJob(await engine.jobs.get(actor, params.id), locale)),
})
