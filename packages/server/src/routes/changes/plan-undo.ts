import { localizePlan } from '../../http/localize-plan.js'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { ORDINARY_BODY, revisionSchema, shape } from '../schemas.js'
import { planSchema } from './change-schemas.js'

/** What undoing a revision would do today; writes nothing. */
export const planUndo = defineRoute<{ params: { revision: number }; body: object }>({
  method: 'POST',
  path: '/api/changes/:revision/undo/plan',
  tag: 'changes',
  name: 'planUndo',
  policy: 'studio',
  idempotency: 'stored',
  summary: { 'zh-CN': '预览撤销一次修订', en: 'What undoing a revision would do' },
  input: {
    params: { revision: revisionSchema },
    query: null,
    body: shape({}),
    bodyOptional: true,
    bodyPaths: 'pointer',
  },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'The plan', schema: planSchema } },
  handler: async ({ actor, params, locale }, { engine }) =>
    json(200, localizePlan(await engine.changes.planUndo(actor, params.revision), locale)),
})
