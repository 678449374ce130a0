import type { AggregateQuery, JsonSchema } from '@tessera/metadata'
import { jsonText } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, shape } from '../schemas.js'
import { filterSchema, objectParams, pathSchema, QUERY_BODY, sortSchema } from './record-schemas.js'

const groupSchema: JsonSchema = shape(
  { field: pathSchema, bucket: { type: 'string', enum: ['day', 'week', 'month', 'quarter', 'year'] } },
  ['field'],
)

const measureSchema: JsonSchema = shape(
  {
    function: { type: 'string', enum: ['count', 'sum', 'avg', 'min', 'max', 'countDistinct'] },
    field: pathSchema,
    as: { type: 'string', minLength: 1, maxLength: 60 },
  },
  ['function', 'as'],
)

/** Groups and measures records. */
export const aggregateRecords = defineRoute<{ params: { object: string }; body: AggregateQuery }>({
  method: 'POST',
  path: '/api/records/:object/aggregate',
  tag: 'records',
  name: 'aggregateRecords',
  policy: 'account',
  reads: true,
  idempotency: 'none',
  summary: { 'zh-CN': '分组汇总', en: 'Groups and measures records' },
  input: {
    params: objectParams,
    query: null,
    body: shape(
      {
        groupBy: { type: 'array', items: groupSchema, maxItems: 10 },
        measures: { type: 'array', items: measureSchema, minItems: 1, maxItems: 50 },
        filter: filterSchema,
        having: filterSchema,
        sort: sortSchema,
        limit: { type: 'integer', minimum: 1, maximum: 5000 },
      },
      ['measures'],
    ),
    bodyPaths: 'parameter',
    textsCheckedByEngine: true,
  },
  limits: QUERY_BODY,
  output: {
    200: {
      description: 'One row per group',
      schema: answerShape({ rows: { type: 'array', items: { type: 'object' } } }),
    },
  },
  async handler({ actor, params, body }, { engine }) {
    const { rowsJson } = await engine.records.aggregate(actor, params.object, body)
    return jsonText(200, `{"rows":${rowsJson}}`)
  },
})
