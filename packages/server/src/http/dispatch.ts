import { AppError, toProblemBody, type Locale, type Plan } from '@tessera/metadata'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { credentialsOf } from '../identity/credentials.js'
import { ADMINISTRATOR, actorOf, type Identity, type Membership } from '../identity/identity.js'
import type { Services } from '../services.js'
import { json, PROBLEM_TYPE, type Answer } from './answer.js'
import { refuseCrossSite } from './cross-site.js'
import { fingerprintOf, idempotencyKeyOf } from './idempotency.js'
import { localeOf } from './locale.js'
import { localizePlan } from './localize-plan.js'
import { parseJson } from './parse-json.js'
import { isJsonType, readBody } from './read-body.js'
import { isFromLoopback } from './remote-address.js'
import type { AccountCall, Route, RouteShape } from './route.js'
import type { MountedRoute, RouteTable } from './route-table.js'
import { securityHeaders } from './security-headers.js'
import { translateError } from './translate-error.js'

const SLOW_MS = 2_000
/** Requests waiting for a connection beyond which new ones are refused at once. */
const MAX_WAITING = 256

/** A request on its way through the dispatcher. */
interface Passage {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly requestId: string
  readonly locale: Locale
  readonly startedAt: number
  mounted: MountedRoute | undefined
  setCookies: readonly string[]
}

type Caller = { readonly identity: Identity; readonly membership: Membership }

/**
 * Takes a request through all gates, in this order: address (404), method (405), other sites (403), identity (401),
 * policy (403), query (400), content type (415), size (413), JSON (400), shape (422); then calls the handler and writes
 * its answer. Every refusal is a problem answer in the caller's language.
 */
export function createDispatcher(
  table: RouteTable,
  services: Services,
): (request: IncomingMessage, response: ServerResponse) => void {
  const fixedHeaders = securityHeaders()
  return (request, response) => {
    const passage: Passage = {
      request,
      response,
      requestId: randomUUID(),
      locale: localeOf(request.headers['accept-language']),
      startedAt: performance.now(),
      mounted: undefined,
      setCookies: [],
    }
    run(table, services, passage).then(
      (answer) => write(passage, services, fixedHeaders, answer),
      (error: unknown) => write(passage, services, fixedHeaders, problemAnswer(passage, services, error)),
    )
  }
}

async function run(table: RouteTable, services: Services, passage: Passage): Promise<Answer> {
  const { request } = passage
  const url = request.url as string
  const mark = url.indexOf('?')
  const path = mark === -1 ? url : url.slice(0, mark)
  const search = mark === -1 ? '' : url.slice(mark + 1)
  const match = table.find(path)
  if (match === undefined) throw new AppError('request.not_found')
  const method = request.method === 'HEAD' ? 'GET' : (request.method as string)
  const mounted = match.methods.get(method)
  if (mounted === undefined)
    throw new AppError('request.method_not_allowed', { allowed: allowedMethods(match.methods) })
  passage.mounted = mounted
  const { route, input } = mounted
  if (method !== 'GET') refuseCrossSite(request)
  const caller = await identify(services, passage, route)
  const params = input.readParams(mounted.paramNames, match.values)
  const query = input.readQuery(search)
  if (services.pools.engine.waitingCount > MAX_WAITING)
    throw new AppError('request.busy').with({ retryAfterSeconds: 1 })
  const bytes = route.input.body === null ? undefined : await takeBody(request, route)
  const body = bytes === undefined ? undefined : readValue(bytes, mounted)
  const key =
    route.idempotency === undefined || route.idempotency === 'none'
      ? undefined
      : idempotencyKeyOf(request.headers['idempotency-key'])
  const idempotency =
    key === undefined
      ? undefined
      : { key, path, fingerprint: fingerprintOf(services.fingerprintKey, search, bytes ?? noBytes) }
  const call = {
    params,
    query,
    body,
    locale: passage.locale,
    headers: request.headers,
    fromLoopback: isFromLoopback(request),
    idempotency,
    actor: caller === undefined ? undefined : actorOf(caller.identity, caller.membership, passage.locale),
    identity: caller?.identity,
  } as AccountCall<RouteShape>
  if (idempotency === undefined || route.idempotency !== 'stored' || caller === undefined) {
    return route.handler(call, services)
  }
  const scope = {
    workspace: caller.membership.workspace,
    accountId: caller.identity.accountId,
    path,
    key: idempotency.key,
  }
  return services.idempotency.once(scope, idempotency.fingerprint, async () => {
    try {
      return await route.handler(call, services)
    } catch (error) {
      return problemAnswer(passage, services, error)
    }
  })
}

const noBytes = Buffer.alloc(0)

async function identify(services: Services, passage: Passage, route: Route): Promise<Caller | undefined> {
  const { request } = passage
  if (route.policy === 'public') return undefined
  if (route.policy === 'operations' && isFromLoopback(request)) return undefined
  const credentials = credentialsOf(request)
  if (credentials === undefined) throw new AppError('access.no_identity')
  const verified = await services.identities.identify(credentials)
  if (verified === undefined) {
    throw credentials.kind === 'token' ? new AppError('token.invalid') : new AppError('session.expired')
  }
  passage.setCookies = verified.setCookies
  const caller = { identity: verified.identity, membership: chooseWorkspace(services, verified.identity, request) }
  if (route.policy !== 'account' && !caller.membership.roles.includes(ADMINISTRATOR))
    throw new AppError('access.denied')
  return caller
}

/** The workspace of the header `Tessera-Workspace`, else the caller's only or last one. */
function chooseWorkspace(services: Services, identity: Identity, request: IncomingMessage): Membership {
  const wanted = request.headers['tessera-workspace']
  const first = identity.memberships[0] as Membership
  if (wanted === undefined || wanted === first.workspace) return first
  const chosen = identity.memberships.find(({ workspace }) => workspace === wanted)
  if (chosen === undefined) throw new AppError('workspace.unknown')
  services.memberships
    .markUsed(identity.accountId, chosen.workspace)
    .catch((error: unknown) => services.log.warn({ err: error }, 'The last workspace could not be noted'))
  return chosen
}

async function takeBody(request: IncomingMessage, route: Route): Promise<Buffer> {
  const type = request.headers['content-type']
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
  if (hasBody || type !== undefined) {
    if (!isJsonType(type)) throw new AppError('request.unsupported_media')
  } else if (route.input.bodyOptional !== true) {
    throw new AppError('request.unsupported_media')
  }
  return readBody(request, route.limits.bodyBytes)
}

function readValue(bytes: Buffer, { route, input }: MountedRoute): unknown {
  const isEmpty = bytes.length === 0 && route.input.bodyOptional === true
  const value = isEmpty
    ? {}
    : parseJson(bytes, route.input.bodyPaths ?? 'field', route.input.textsCheckedByEngine !== true)
  input.checkBody(value)
  return value
}

function allowedMethods(methods: ReadonlyMap<string, MountedRoute>): string {
  return [...methods.keys()].join(', ')
}

/** The answer of a refusal. What nobody expected is logged with its request id, and answered without a word about it. */
function problemAnswer(passage: Passage, services: Services, error: unknown): Answer {
  const known = translateError(error)
  if (known === undefined || known.status === 500) {
    const { method, url } = passage.request
    services.log.error(
      { err: error, requestId: passage.requestId, method, url: url?.slice(0, 500) },
      'A request failed',
    )
  }
  const problem = known ?? new AppError('internal')
  services.metrics.problem(problem.code)
  const headers: string[] = []
  if (problem.retryAfterSeconds !== undefined) headers.push('Retry-After', String(problem.retryAfterSeconds))
  else if (problem.status === 503) headers.push('Retry-After', '1')
  if (problem.status === 405) headers.push('Allow', String((problem.details as { allowed?: string }).allowed))
  if (problem.status === 401) headers.push('WWW-Authenticate', 'Bearer realm="tessera"')
  const body = toProblemBody(problem, passage.locale, passage.requestId)
  const plan = body.plan === undefined ? {} : { plan: localizePlan(body.plan as Plan, passage.locale) }
  return { ...json(problem.status, { ...body, ...plan }, headers), contentType: PROBLEM_TYPE }
}

function write(passage: Passage, services: Services, fixedHeaders: readonly string[], answer: Answer): void {
  const { request, response, setCookies, requestId, mounted } = passage
  const headers = [...fixedHeaders, 'Request-Id', requestId]
  if (answer.headers !== undefined) headers.push(...answer.headers)
  for (const cookie of setCookies) headers.push('Set-Cookie', cookie)
  if (answer.body !== undefined) {
    headers.push('Content-Type', answer.contentType as string, 'Content-Length', String(Buffer.byteLength(answer.body)))
  }
  response.writeHead(answer.status, headers)
  response.end(request.method === 'HEAD' ? undefined : answer.body)
  const elapsedMs = performance.now() - passage.startedAt
  services.metrics.request(mounted?.route.name ?? 'none', answer.status, elapsedMs / 1000)
  if (elapsedMs > SLOW_MS) {
    services.log.warn(
      { requestId, route: mounted?.route.name, status: answer.status, ms: Math.round(elapsedMs) },
      'A request was slow',
    )
  }
}
