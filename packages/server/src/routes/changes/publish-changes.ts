import type { PublishRequest } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { ORDINARY_BODY, shape } from '../schemas.js'
import { acceptSchema, baseSchema, changesSchema, publishAnswerSchema } from './change-schemas.js'
import { versionSchema } from '../drafts/draft-schemas.js'
import { localizePlan } from '../../http/localize-plan.js'

/** Publishes changes as a new revision. */
export const publishChanges = defineRoute<{ body: PublishRequest }>({
  method: 'POST',
  path: '/api/changes',
  tag: 'changes',
  name: 'publishChanges',
  policy: 'studio',
  idempotency: 'engine',
  summary: { 'zh-CN': '发布改动', en: 'Publishes changes' },
  input: {
    params: null,
    query: null,
    body: shape(
      {
        base: baseSchema,
        changes: changesSchema,
        message: { type: 'string', maxLength: 1000 },
        accept: acceptSchema,
        draft: versionSchema,
      },
      ['changes'],
    ),
    bodyPaths: 'pointer',
    textsCheckedByEngine: true,
  },
  limits: ORDINARY_BODY,
  output: { 201: { description: 'Published', schema: publishAnswerSchema } },
  async handler({ actor, body, locale, idempotency, origin }, { engine }) {
    const answer = await engine.changes.publish(actor, {
      ...body,
      origin,
      ...(idempotency === undefined ? {} : { idempotency }),
    })
    return json(201, { ...answer, plan: localizePlan(answer.plan, locale) })
  },
})
