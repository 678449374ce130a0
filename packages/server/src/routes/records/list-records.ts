import type { CountMode } from '@tessera/metadata'
import { defineRoute } from '../../http/route.js'
import { answerShape, NO_BODY, nextSchema } from '../schemas.js'
import { pageAnswer, splitList } from './record-answers.js'
import { listParameters, objectParams, recordSchema } from './record-schemas.js'

interface ListQuery {
  readonly fields?: string
  readonly filter?: string
  readonly sort?: string
  readonly search?: string
  readonly limit?: number
  readonly after?: string
  readonly count?: CountMode
}

export const pageSchema = answerShape(
  {
    records: { type: 'array', items: recordSchema },
    next: nextSchema,
    count: { type: 'integer' },
    countIsEstimate: { type: 'boolean' },
  },
  ['count', 'countIsEstimate'],
)

/** Reads many records. */
export const listRecords = defineRoute<{ params: { object: string }; query: ListQuery }>({
  method: 'GET',
  path: '/api/records/:object',
  tag: 'records',
  name: 'listRecords',
  policy: 'account',
  summary: { 'zh-CN': '读取多条记录', en: 'Reads many records' },
  input: { params: objectParams, query: listParameters, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'A page of records', schema: pageSchema } },
  async handler({ actor, params, query }, { engine }) {
    const { fields, sort, ...rest } = query
    const page = await engine.records.query(actor, params.object, {
      ...rest,
      ...(fields === undefined ? {} : { fields: splitList(fields) }),
      ...(sort === undefined ? {} : { sort: splitList(sort) }),
    })
    return pageAnswer(page)
  },
})
