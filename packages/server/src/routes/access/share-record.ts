import type { ShareRequest } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { recordParams } from '../records/record-schemas.js'
import { idSchema, ORDINARY_BODY, shape } from '../schemas.js'
import { sharesAnswer, subjectSchema } from './access-schemas.js'

/** Shares a record with a person, a department or a role; again with the same the share is changed. */
export const shareRecord = defineRoute<{ params: { object: string; id: string }; body: ShareRequest }>({
  method: 'POST',
  path: '/api/records/:object/:id/shares',
  tag: 'access',
  name: 'shareRecord',
  policy: 'account',
  idempotency: 'stored',
  summary: { 'zh-CN': '共享记录', en: 'Shares a record' },
  input: {
    params: recordParams,
    query: null,
    body: shape(
      {
        with: shape({ kind: subjectSchema, id: idSchema }, ['kind', 'id']),
        level: { type: 'string', enum: ['read', 'change'] },
        title: { type: ['string', 'null'], maxLength: 50 },
        until: { type: ['string', 'null'], format: 'date-time' },
      },
      ['with'],
    ),
  },
  limits: ORDINARY_BODY,
  output: { 201: { description: 'All shares of the record', schema: sharesAnswer } },
  handler: async ({ actor, params, body, origin }, { engine }) =>
    json(201, { shares: await engine.access.share(actor, params.object, params.id, body, origin) }),
})
