import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { NO_BODY, revisionSchema } from '../schemas.js'
import { changeDetailSchema } from './change-schemas.js'
import { localizeEntry } from './localize-entry.js'
import { localizePlan } from '../../http/localize-plan.js'

/** One revision with its changes and the plan they had. */
export const getChange = defineRoute<{ params: { revision: number } }>({
  method: 'GET',
  path: '/api/changes/:revision',
  tag: 'changes',
  name: 'getChange',
  policy: 'studio',
  summary: { 'zh-CN': '一次修订', en: 'One revision' },
  input: { params: { revision: revisionSchema }, query: null, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'The revision', schema: changeDetailSchema } },
  async handler({ actor, params, locale }, { engine }) {
    const detail = await engine.changes.get(actor, params.revision)
    return json(200, { ...localizeEntry(detail, locale), plan: localizePlan(detail.plan, locale) })
  },
})
