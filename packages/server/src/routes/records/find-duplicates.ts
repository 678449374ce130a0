import type { DuplicateMatches, JsonSchema, RecordValues } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, idSchema, ORDINARY_BODY, shape } from '../schemas.js'
import { objectParams, valuesSchema } from './record-schemas.js'

const text: JsonSchema = { type: 'string' }
const texts: JsonSchema = { type: 'array', items: text }

/** What is like a record that is being filled in, or changed. */
export const matchesSchema: JsonSchema = answerShape({
  matches: {
    type: 'array',
    items: answerShape({
      id: text,
      title: { type: ['string', 'null'] },
      score: { type: 'number', minimum: 0, maximum: 1 },
      reasons: texts,
      fields: texts,
      action: { type: 'string', enum: ['warn', 'block'] },
      owner: { type: ['object', 'null'] },
    }),
  },
  hidden: { type: 'integer', minimum: 0 },
})

interface DuplicatesShape {
  params: { object: string }
  body: { values: RecordValues; id?: string }
}

/** Looks for records that are probably the same, before anything is saved. */
export const findDuplicates = defineRoute<DuplicatesShape>({
  method: 'POST',
  path: '/api/records/:object/duplicates',
  tag: 'records',
  name: 'findDuplicates',
  policy: 'account',
  reads: true,
  idempotency: 'none',
  summary: { 'zh-CN': '查重', en: 'Looks for duplicates' },
  input: {
    params: objectParams,
    query: null,
    body: shape({ values: valuesSchema, id: idSchema }, ['values']),
    textsCheckedByEngine: true,
  },
  limits: ORDINARY_BODY,
  output: {
    200: { description: 'The most alike first; `hidden` counts those the caller may not read', schema: matchesSchema },
  },
  handler: async ({ actor, params, body }, { engine }) =>
    json(200, (await engine.records.duplicates(actor, params.object, body)) satisfies DuplicateMatches),
})
