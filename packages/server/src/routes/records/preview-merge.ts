import type { MergeRequest } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, idSchema, ORDINARY_BODY, shape } from '../schemas.js'
import { mergeIdsSchema, objectParams } from './record-schemas.js'

const text = { type: 'string' } as const
const list = { type: 'array' } as const

/** What a merge would move, and what stands in its way. */
export const previewMerge = defineRoute<{ params: { object: string }; body: Pick<MergeRequest, 'keep' | 'merge'> }>({
  method: 'POST',
  path: '/api/records/:object/merge/preview',
  tag: 'records',
  name: 'previewMerge',
  policy: 'account',
  idempotency: 'none',
  summary: { 'zh-CN': '预览合并', en: 'Shows what a merge would do' },
  input: {
    params: objectParams,
    query: null,
    body: shape({ keep: idSchema, merge: mergeIdsSchema }, ['keep', 'merge']),
  },
  limits: ORDINARY_BODY,
  output: {
    200: {
      description: 'Related records that would move, and groups of which all but one must go to the bin',
      schema: answerShape({
        related: {
          ...list,
          items: answerShape({ object: text, label: text, field: text, fieldLabel: text, count: { type: 'integer' } }),
        },
        conflicts: { ...list, items: answerShape({ object: text, label: text, fields: list, records: list }) },
        hidden: { type: 'integer', minimum: 0 },
      }),
    },
  },
  handler: async ({ actor, params, body }, { engine }) =>
    json(200, await engine.records.previewMerge(actor, params.object, body)),
})
