import { localizeFieldProblem, type BatchAnswer, type BatchRequest, type Locale } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { idSchema, shape } from '../schemas.js'
import { writeOptions } from './record-answers.js'
import { BATCH_BODY, duplicatesParameter, objectParams, valuesSchema } from './record-schemas.js'

interface BatchShape {
  params: { object: string }
  query: { partial?: boolean; duplicates?: 'accept' }
  body: BatchRequest
}

/** Creates, changes and deletes many records in one transaction. */
export const writeBatch = defineRoute<BatchShape>({
  method: 'POST',
  path: '/api/records/:object/batch',
  tag: 'records',
  name: 'writeBatch',
  policy: 'account',
  idempotency: 'engine',
  summary: { 'zh-CN': '批量写入', en: 'Writes many records' },
  input: {
    params: objectParams,
    query: { partial: { type: 'boolean' }, ...duplicatesParameter },
    body: shape({
      create: { type: 'array', items: valuesSchema },
      update: { type: 'array', items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } },
      delete: { type: 'array', items: idSchema },
    }),
    textsCheckedByEngine: true,
  },
  limits: BATCH_BODY,
  output: {
    200: {
      description: 'Ids and versions in request order; with `partial` one verdict per operation',
      schema: { type: 'object' },
    },
  },
  async handler(call, { engine }) {
    const { actor, params, query, body } = call
    const options = query.partial === undefined ? writeOptions(call) : { ...writeOptions(call), partial: query.partial }
    return json(200, localizeBatch(await engine.records.batch(actor, params.object, body, options), call.locale))
  },
})

function localizeBatch(answer: BatchAnswer, locale: Locale): BatchAnswer {
  if (!('results' in answer)) return answer
  const results = answer.results.map((result) =>
    result.errors === undefined
      ? result
      : { ...result, errors: result.errors.map((error) => localizeFieldProblem(error, locale)) },
  )
  return { ...answer, results }
}
