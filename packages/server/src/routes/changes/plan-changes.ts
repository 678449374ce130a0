import type { PlanRequest } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { ORDINARY_BODY, shape } from '../schemas.js'
import { baseSchema, changesSchema, planSchema } from './change-schemas.js'
import { localizePlan } from '../../http/localize-plan.js'

/** What publishing would do; writes nothing. */
export const planChanges = defineRoute<{ body: PlanRequest }>({
  method: 'POST',
  path: '/api/changes/plan',
  tag: 'changes',
  name: 'planChanges',
  policy: 'studio',
  idempotency: 'stored',
  summary: { 'zh-CN': '预览改动', en: 'What changes would do' },
  input: {
    params: null,
    query: null,
    body: shape({ base: baseSchema, changes: changesSchema }, ['changes']),
    bodyPaths: 'pointer',
    textsCheckedByEngine: true,
  },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'The plan', schema: planSchema } },
  handler: async ({ actor, body, locale }, { engine }) =>
    json(200, localizePlan(await engine.changes.plan(actor, body), locale)),
})
