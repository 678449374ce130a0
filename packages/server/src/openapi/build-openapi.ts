import type { JsonSchema, Locale } from '@tessera/metadata'
import type { Route, RouteOutput } from '../http/route.js'
import type { ObjectSchemas } from './object-schemas.js'

type Json = Readonly<Record<string, unknown>>

/** Which schema of an object takes the place of a route's general one. */
interface Typed {
  readonly body?: JsonSchema
  readonly output?: JsonSchema
}

/**
 * The OpenAPI 3.1 document of a workspace: every route of the inventory, and for each object the routes of its records
 * with its own types.
 */
export function buildOpenapi(routes: readonly Route[], objects: readonly ObjectSchemas[], locale: Locale): Json {
  const paths: Record<string, Record<string, unknown>> = {}
  const add = (path: string, route: Route, operation: Json) => {
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation }
  }
  for (const route of routes) add(openapiPath(route.path), route, describe(route, locale))
  for (const object of objects) {
    for (const route of routes.filter(({ path }) => path.startsWith('/api/records/:object'))) {
      add(openapiPath(route.path.replace(':object', object.key)), route, describeForObject(route, object, locale))
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Tessera', version: '1', license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' } },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { token: [] }],
    tags: describeTags(routes, objects),
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'tessera.session_token' },
        token: { type: 'http', scheme: 'bearer' },
      },
      responses: {
        Problem: {
          description: 'A problem (RFC 9457)',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      schemas: { Problem: problemSchema, ...objectComponents(objects) },
    },
  }
}

function describeTags(routes: readonly Route[], objects: readonly ObjectSchemas[]): readonly Json[] {
  const general = [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name }))
  return [...general, ...objects.map(({ key, label }) => ({ name: `records/${key}`, description: label }))]
}

function objectComponents(objects: readonly ObjectSchemas[]): Record<string, JsonSchema> {
  return Object.fromEntries(
    objects.flatMap(({ names, record, create, update }) => [
      [names.record, record],
      [names.create, create],
      [names.update, update],
    ]),
  )
}

function describeForObject(route: Route, object: ObjectSchemas, locale: Locale): Json {
  const own = {
    ...route,
    name: `${route.name}_${object.key}`,
    tag: `records/${object.key}`,
    path: route.path.replace(':object', object.key),
    input: { ...route.input, params: withoutObject(route) },
  }
  return describe(own, locale, typesOf(route, object))
}

function withoutObject({ input }: Route): Readonly<Record<string, JsonSchema>> {
  const { object: _object, ...params } = input.params ?? {}
  return params
}

function typesOf(route: Route, { names }: ObjectSchemas): Typed {
  const record = { $ref: `#/components/schemas/${names.record}` }
  const page = {
    type: 'object',
    required: ['records', 'next'],
    properties: {
      records: { type: 'array', items: record },
      next: { type: ['string', 'null'] },
      count: { type: 'integer' },
      countIsEstimate: { type: 'boolean' },
    },
  }
  const create = { $ref: `#/components/schemas/${names.create}` }
  const update = { $ref: `#/components/schemas/${names.update}` }
  const known: Readonly<Record<string, Typed>> = {
    listRecords: { output: page },
    queryRecords: { output: page },
    createRecord: { body: create, output: record },
    getRecord: { output: record },
    changeRecord: { body: update, output: record },
    restoreRecord: { output: record },
    mergeRecords: { output: record },
    unmergeRecords: { output: record },
  }
  return known[route.name] ?? {}
}

function describe(route: Route, locale: Locale, typed: Typed = {}): Json {
  const parameters = [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)]
  return {
    operationId: route.name,
    tags: [route.tag],
    summary: route.summary[locale],
    ...(route.policy === 'public' ? { security: [] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.input.body === null ? {} : { requestBody: describeBody(route, typed) }),
    ...(route.input.file === true ? { requestBody: fileBody } : {}),
    responses: {
      ...describeOutputs(route, typed),
      '4XX': { $ref: '#/components/responses/Problem' },
      '5XX': { $ref: '#/components/responses/Problem' },
    },
  }
}

function describeBody(route: Route, typed: Typed): Json {
  return {
    required: route.input.bodyOptional !== true,
    content: { 'application/json': { schema: typed.body ?? route.input.body } },
  }
}

const fileBody: Json = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
    },
  },
}

function describeOutputs(route: Route, typed: Typed): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(route.output).map(([status, output]) => [status, describeOutput(output, typed)]),
  )
}

function describeOutput(output: RouteOutput, typed: Typed): Json {
  const { description, contentType = 'application/json' } = output
  if (output.schema === undefined) return { description }
  return { description, content: { [contentType]: { schema: typed.output ?? output.schema } } }
}

function pathParameters({ input }: Route): readonly Json[] {
  return Object.entries(input.params ?? {}).map(([name, schema]) => ({ name, in: 'path', required: true, schema }))
}

function queryParameters({ input }: Route): readonly Json[] {
  return Object.entries(input.query ?? {}).map(([name, schema]) => ({ name, in: 'query', schema }))
}

function headerParameters({ policy, method, idempotency }: Route): readonly Json[] {
  const text = { type: 'string' }
  const headers: Json[] = []
  if (policy !== 'public' && policy !== 'operations')
    headers.push({ name: 'Tessera-Workspace', in: 'header', schema: text })
  if (method === 'POST' && idempotency !== 'none') headers.push({ name: 'Idempotency-Key', in: 'header', schema: text })
  return headers
}

function openapiPath(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}')
}

const problemSchema: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    hint: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: {
          path: { type: 'string' },
          code: { type: 'string' },
          message: { type: 'string' },
          hint: { type: 'string' },
          span: {
            type: 'object',
            required: ['start', 'end'],
            properties: { start: { type: 'integer' }, end: { type: 'integer' } },
          },
        },
      },
    },
    plan: { type: 'object' },
  },
}
