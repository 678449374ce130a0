import { empty, json } from '../../http/answer.js'
import { documentTag } from './document-tag.js'
import { isNoneMatch } from '../../http/preconditions.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, keySchema, NO_BODY } from '../schemas.js'

/** The documents the caller may see. */
export const listDocuments = defineRoute<{ query: { kind?: readonly string[] } }>({
  method: 'GET',
  path: '/api/documents',
  tag: 'documents',
  name: 'listDocuments',
  policy: 'account',
  summary: { 'zh-CN': '读取文档', en: 'Reads the documents' },
  input: { params: null, query: { kind: { type: 'array', items: keySchema, maxItems: 20 } }, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Documents of today; ETag is the revision',
      schema: answerShape({ revision: { type: 'integer' }, documents: { type: 'array', items: { type: 'object' } } }),
    },
    304: { description: 'Nothing changed since If-None-Match' },
  },
  async handler({ actor, query, headers }, { engine }) {
    if (headers['if-none-match'] !== undefined) {
      const tag = documentTag(actor, await engine.documents.revision(actor))
      if (isNoneMatch(headers, tag)) return empty(304, ['ETag', tag])
    }
    const answer = await engine.documents.list(actor, query.kind === undefined ? {} : { kinds: query.kind })
    return json(200, answer, ['ETag', documentTag(actor, answer.revision)])
  },
})
