import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, ORDINARY_BODY, shape } from '../schemas.js'
import { templateKeySchema } from './template-schemas.js'

/** Puts the sample records of a template into the bin, as one set. */
export const removeSample = defineRoute<{ params: { key: string }; body: object }>({
  method: 'POST',
  path: '/api/templates/:key/sample/remove',
  tag: 'templates',
  name: 'removeSample',
  policy: 'templates',
  idempotency: 'stored',
  summary: { 'zh-CN': '移除示例数据', en: 'Removes the sample data of a template' },
  input: { params: { key: templateKeySchema }, query: null, body: shape({}), bodyOptional: true },
  limits: ORDINARY_BODY,
  output: { 202: { description: 'The job that does it', schema: answerShape({ job: { type: 'string' } }) } },
  handler: async ({ actor, params, origin }, { engine }) =>
    json(202, { job: (await engine.templates.removeSample(actor, params.key, { origin })).id }),
})
