import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { ORDINARY_BODY, revisionSchema, shape } from '../schemas.js'
import { acceptSchema, publishAnswerSchema } from './change-schemas.js'
import { localizePlan } from '../../http/localize-plan.js'

/** Publishes the inverse of a revision, merged with today. */
export const undoChange = defineRoute<{ params: { revision: number }; body: { accept?: readonly string[] } }>({
  method: 'POST',
  path: '/api/changes/:revision/undo',
  tag: 'changes',
  name: 'undoChange',
  policy: 'studio',
  idempotency: 'engine',
  summary: { 'zh-CN': '撤销一次修订', en: 'Undoes a revision' },
  input: {
    params: { revision: revisionSchema },
    query: null,
    body: shape({ accept: acceptSchema }),
    bodyOptional: true,
    bodyPaths: 'pointer',
  },
  limits: ORDINARY_BODY,
  output: { 201: { description: 'Undone', schema: publishAnswerSchema } },
  async handler({ actor, params, body, locale, idempotency, origin }, { engine }) {
    const answer = await engine.changes.undo(actor, params.revision, {
      ...body,
      origin,
      ...(idempotency === undefined ? {} : { idempotency }),
    })
    return json(201, { ...answer, plan: localizePlan(answer.plan, locale) })
  },
})
