import type { RecordValues } from '@tessera/metadata'
import { defineRoute } from '../../http/route.js'
import { ORDINARY_BODY } from '../schemas.js'
import { recordAnswer, writeOptions } from './record-answers.js'
import { duplicatesParameter, objectParams, recordSchema, valuesSchema } from './record-schemas.js'

/** Creates a record. */
export const createRecord = defineRoute<{
  params: { object: string }
  query: { duplicates?: 'accept' }
  body: RecordValues
}>({
  method: 'POST',
  path: '/api/records/:object',
  tag: 'records',
  name: 'createRecord',
  policy: 'account',
  idempotency: 'engine',
  summary: { 'zh-CN': '新建记录', en: 'Creates a record' },
  input: { params: objectParams, query: duplicatesParameter, body: valuesSchema, textsCheckedByEngine: true },
  limits: ORDINARY_BODY,
  output: { 201: { description: 'The record; ETag is its version', schema: recordSchema } },
  async handler(call, { engine }) {
    const { actor, params, body } = call
    return recordAnswer(201, await engine.records.create(actor, params.object, body, writeOptions(call)))
  },
})
