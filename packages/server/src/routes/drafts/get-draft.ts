import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { NO_BODY } from '../schemas.js'
import { draftSchema } from './draft-schemas.js'

/** What the caller is designing and has not published; version 0 when there is nothing. */
export const getDraft = defineRoute({
  method: 'GET',
  path: '/api/draft',
  tag: 'drafts',
  name: 'getDraft',
  policy: 'studio',
  summary: { 'zh-CN': '读取自己的草稿', en: 'Reads the caller’s draft' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'The draft', schema: draftSchema } },
  handler: async ({ actor }, { engine }) => json(200, await engine.drafts.get(actor)),
})
