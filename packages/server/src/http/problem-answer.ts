import { AppError, toProblemBody, type Locale, type Plan, type TemplatePlan } from '@tessera/metadata'
import type { Services } from '../services.js'
import { json, PROBLEM_TYPE, type Answer } from './answer.js'
import { localizePlan } from './localize-plan.js'
import { localizeTemplatePlan } from './localize-template-plan.js'
import type { Passage } from './passage.js'
import { translateError } from './translate-error.js'

/** The answer of a refusal. What nobody expected is logged with its request id, and answered without a word about it. */
export function problemAnswer({ request, requestId, locale }: Passage, services: Services, error: unknown): Answer {
  const known = translateError(error)
  if (known === undefined || known.status === 500) {
    const { method, url } = request
    services.log.error({ err: error, requestId, method, url: url?.slice(0, 500) }, 'A request failed')
  }
  const problem = known ?? new AppError('internal')
  services.metrics.problem(problem.code)
  const body = toProblemBody(problem, locale, requestId)
  const plan = body.plan === undefined ? {} : { plan: localizeAnyPlan(body.plan as Plan | TemplatePlan, locale) }
  return { ...json(problem.status, { ...body, ...plan }, headersOf(problem)), contentType: PROBLEM_TYPE }
}

const localizeAnyPlan = (plan: Plan | TemplatePlan, locale: Locale): object =>
  'action' in plan ? localizeTemplatePlan(plan, locale) : localizePlan(plan, locale)

function headersOf({ status, retryAfterSeconds, details }: AppError): readonly string[] {
  if (retryAfterSeconds !== undefined) return ['Retry-After', String(retryAfterSeconds)]
  if (status === 503) return ['Retry-After', '1']
  if (status === 405) return ['Allow', (details as { allowed: string }).allowed]
  return status === 401 ? ['WWW-Authenticate', 'Bearer realm="tessera"'] : []
}
