import type { MergeRequest } from '@tessera/metadata'
import { defineRoute } from '../../http/route.js'
import { idSchema, ORDINARY_BODY, shape } from '../schemas.js'
import { recordAnswer, writeOptions } from './record-answers.js'
import { mergeIdsSchema, objectParams, recordSchema, valuesSchema } from './record-schemas.js'

/** Makes records part of another one. */
export const mergeRecords = defineRoute<{ params: { object: string }; body: MergeRequest }>({
  method: 'POST',
  path: '/api/records/:object/merge',
  tag: 'records',
  name: 'mergeRecords',
  policy: 'account',
  idempotency: 'engine',
  summary: { 'zh-CN': '合并记录', en: 'Merges records' },
  input: {
    params: objectParams,
    query: null,
    body: shape(
      {
        keep: idSchema,
        merge: mergeIdsSchema,
        values: valuesSchema,
        bin: { type: 'object', additionalProperties: { type: 'array', items: idSchema, maxItems: 1_000 } },
      },
      ['keep', 'merge'],
    ),
    textsCheckedByEngine: true,
  },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'The record that stays; ETag is its version', schema: recordSchema } },
  async handler(call, { engine }) {
    const { actor, params, body } = call
    return recordAnswer(200, await engine.records.merge(actor, params.object, body, writeOptions(call)))
  },
})
