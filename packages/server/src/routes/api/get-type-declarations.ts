import { entityTag } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { declareTypes } from '../../openapi/declare-types.js'
import { readObjectSchemas } from '../../openapi/object-schemas.js'
import { NO_BODY } from '../schemas.js'

/** TypeScript declarations of the workspace's records as the caller sees them. */
export const getTypeDeclarations = defineRoute({
  method: 'GET',
  path: '/api/types.d.ts',
  tag: 'api',
  name: 'getTypeDeclarations',
  policy: 'account',
  summary: { 'zh-CN': 'TypeScript 类型声明', en: 'TypeScript declarations' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'TypeScript', contentType: 'text/plain', schema: { type: 'string' } } },
  async handler({ actor }, { engine }) {
    const revision = await engine.documents.revision(actor)
    const objects = await readObjectSchemas(engine, actor)
    return {
      status: 200,
      body: await declareTypes(objects, revision),
      contentType: 'text/plain; charset=utf-8',
      headers: ['ETag', entityTag(revision)],
    }
  },
})
