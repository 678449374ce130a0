import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { buildOpenapi } from '../../openapi/build-openapi.js'
import { readObjectSchemas } from '../../openapi/object-schemas.js'
import { NO_BODY } from '../schemas.js'

/** The OpenAPI document of the workspace as the caller sees it. */
export const getOpenapi = defineRoute({
  method: 'GET',
  path: '/api/openapi.json',
  tag: 'api',
  name: 'getOpenapi',
  policy: 'account',
  summary: { 'zh-CN': 'OpenAPI 3.1 文档', en: 'The OpenAPI 3.1 document' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'OpenAPI 3.1', schema: { type: 'object' } } },
  async handler({ actor, locale }, { engine, routes }) {
    const objects = await readObjectSchemas(engine, actor)
    const inventory = routes().routes.map(({ route }) => route)
    return json(200, buildOpenapi(inventory, objects, locale))
  },
})
