import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { NO_BODY } from '../schemas.js'
import { objectParams } from './record-schemas.js'

/** What the caller may write, as a JSON Schema. */
export const getRecordSchema = defineRoute<{ params: { object: string } }>({
  method: 'GET',
  path: '/api/records/:object/schema',
  tag: 'records',
  name: 'getRecordSchema',
  policy: 'account',
  summary: { 'zh-CN': '可写内容的 JSON Schema', en: 'JSON Schema of what may be written' },
  input: { params: objectParams, query: null, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'JSON Schema 2020-12', schema: { type: 'object' } } },
  handler: async ({ actor, params }, { engine }) => json(200, await engine.records.schema(actor, params.object)),
})
