import { entityTag, json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, keySchema, NO_BODY } from '../schemas.js'

/** One document. */
export const getDocument = defineRoute<{ params: { kind: string; key: string } }>({
  method: 'GET',
  path: '/api/documents/:kind/:key',
  tag: 'documents',
  name: 'getDocument',
  policy: 'account',
  summary: { 'zh-CN': '读取一个文档', en: 'Reads one document' },
  input: { params: { kind: keySchema, key: keySchema }, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'The document of today',
      schema: answerShape({ revision: { type: 'integer' }, document: { type: 'object' } }),
    },
  },
  async handler({ actor, params }, { engine }) {
    const answer = await engine.documents.get(actor, params.kind, params.key)
    return json(200, answer, ['ETag', entityTag(answer.revision)])
  },
})
