import type { TemplateOrder } from '@tessera/engine'
import {
  AppError,
  type TemplateAction,
  type TemplateRequest,
  type TemplateResponse,
  type Texts,
} from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { localizeTemplatePlan } from '../../http/localize-template-plan.js'
import { defineRoute, type Route } from '../../http/route.js'
import type { Services } from '../../services.js'
import { ORDINARY_BODY } from '../schemas.js'
import { requestSchema, responseSchema, templateKeySchema } from './template-schemas.js'

/** What is to be done, with the package at hand. Errors: 404 template.not_found. */
export async function orderOf(
  { templates }: Pick<Services, 'templates'>,
  workspace: string,
  order: Omit<TemplateOrder, 'package'>,
): Promise<TemplateOrder> {
  if (order.action === 'uninstall') return order
  const found = await templates.find(workspace, order.key)
  if (found === undefined) throw new AppError('template.not_found')
  return { ...order, package: found }
}

/** A route that carries out one of the three, as one revision. */
export function carryOutRoute(action: TemplateAction, name: string, summary: Texts): Route {
  return defineRoute<{ params: { key: string }; body: TemplateRequest }>({
    method: 'POST',
    path: `/api/templates/:key/${action}`,
    tag: 'templates',
    name,
    policy: 'templates',
    idempotency: 'engine',
    summary,
    input: {
      params: { key: templateKeySchema },
      query: null,
      body: requestSchema,
      bodyOptional: true,
      bodyPaths: 'pointer',
    },
    limits: ORDINARY_BODY,
    output: { 201: { description: 'The revision; `job` is at work on sample data', schema: responseSchema } },
    async handler({ actor, params: { key }, body: request, locale, idempotency, origin }, services) {
      const order = await orderOf(services, actor.workspace, { action, key, request })
      const answer: TemplateResponse = await services.engine.templates.carryOut(actor, {
        ...order,
        origin,
        ...(idempotency === undefined ? {} : { idempotency }),
      })
      return json(201, { ...answer, plan: localizeTemplatePlan(answer.plan, locale) })
    },
  })
}
