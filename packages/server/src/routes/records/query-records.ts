import type { RecordQuery } from '@tessera/metadata'
import { defineRoute } from '../../http/route.js'
import { cursorSchema, limitSchema, shape } from '../schemas.js'
import { pageSchema } from './list-records.js'
import { pageAnswer } from './record-answers.js'
import {
  countSchema,
  filterSchema,
  objectParams,
  pathListSchema,
  QUERY_BODY,
  searchSchema,
  sortSchema,
} from './record-schemas.js'

/** Reads many records; the parameters of the list as JSON, for long ones. */
export const queryRecords = defineRoute<{ params: { object: string }; body: RecordQuery }>({
  method: 'POST',
  path: '/api/records/:object/query',
  tag: 'records',
  name: 'queryRecords',
  policy: 'account',
  reads: true,
  idempotency: 'none',
  summary: { 'zh-CN': '查询记录', en: 'Queries records' },
  input: {
    params: objectParams,
    query: null,
    body: shape({
      fields: pathListSchema,
      filter: filterSchema,
      sort: sortSchema,
      search: searchSchema,
      limit: limitSchema,
      after: cursorSchema,
      count: countSchema,
    }),
    bodyOptional: true,
    bodyPaths: 'parameter',
    textsCheckedByEngine: true,
  },
  limits: QUERY_BODY,
  output: { 200: { description: 'A page of records', schema: pageSchema } },
  handler: async ({ actor, params, body }, { engine }) =>
    pageAnswer(await engine.records.query(actor, params.object, body)),
})
