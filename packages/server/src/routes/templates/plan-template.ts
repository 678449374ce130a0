import type { TemplateAction, TemplateRequest } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { localizeTemplatePlan } from '../../http/localize-template-plan.js'
import { defineRoute } from '../../http/route.js'
import { ORDINARY_BODY, shape } from '../schemas.js'
import { orderOf } from './template-order.js'
import { requestProperties, templateKeySchema, templatePlanSchema } from './template-schemas.js'

/** What installing, upgrading or taking away a template would do; nothing is written. */
export const planTemplate = defineRoute<{
  params: { key: string }
  body: TemplateRequest & { action: TemplateAction }
}>({
  method: 'POST',
  path: '/api/templates/:key/plan',
  tag: 'templates',
  name: 'planTemplate',
  policy: 'templates',
  idempotency: 'none',
  reads: true,
  summary: { 'zh-CN': '模板的计划', en: 'What a template would change' },
  input: {
    params: { key: templateKeySchema },
    query: null,
    body: shape({ action: { type: 'string', enum: ['install', 'upgrade', 'uninstall'] }, ...requestProperties }, [
      'action',
    ]),
    bodyPaths: 'pointer',
  },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'The plan', schema: templatePlanSchema } },
  async handler({ actor, params: { key }, body: { action, ...request }, locale }, services) {
    const order = await orderOf(services, actor.workspace, { action, key, request })
    return json(200, localizeTemplatePlan(await services.engine.templates.plan(actor, order), locale))
  },
})
