/**
 * What lives in this folder: the way of a request from the socket to a handler and back, one gate per file. What routes
 * there are, and what they do, is in `routes/`; nothing here knows a record, a document or a person.
 */
import { AppError } from '@tessera/metadata'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener } from 'node:http'
import { actorOf } from '../identity/identity.js'
import type { Services } from '../services.js'
import type { Answer } from './answer.js'
import { refuseCrossSite } from './cross-site.js'
import { fingerprintOf, idempotencyKeyOf } from './idempotency.js'
import { identifyCaller, type Caller } from './identify-caller.js'
import { localeOf } from './locale.js'
import { originOf } from './origin.js'
import type { Passage } from './passage.js'
import { problemAnswer } from './problem-answer.js'
import { isFromLoopback } from './remote-address.js'
import type { AccountCall, RouteShape } from './route.js'
import type { MountedRoute, RouteTable } from './route-table.js'
import { standIn } from './stand-in.js'
import { parseBody, takeBody } from './take-body.js'
import { writeAnswer } from './write-answer.js'

/** Requests waiting for a connection beyond which new ones are refused at once. */
const MAX_WAITING = 256

/**
 * Takes a request through all gates, in this order: address (404), method (405), other sites (403), identity (401),
 * policy (403), query (400), overload (503), content type (415), size (413), JSON (400), shape (422); then calls the
 * handler and writes its answer. Every refusal is a problem answer in the caller's language.
 */
export function createDispatcher(table: RouteTable, services: Services): RequestListener {
  return (request, response) => {
    const passage: Passage = {
      request,
      response,
      requestId: randomUUID(),
      locale: localeOf(request.headers['accept-language']),
      startedAtMs: performance.now(),
      mounted: undefined,
      setCookies: [],
    }
    pass(table, services, passage)
      .catch((error: unknown) => problemAnswer(passage, services, error))
      .then((answer) => writeAnswer(passage, services, answer))
      .catch((error: unknown) => {
        services.log.error({ err: error, requestId: passage.requestId }, 'An answer could not be written')
        response.destroy()
      })
  }
}

async function pass(table: RouteTable, services: Services, passage: Passage): Promise<Answer> {
  const { request } = passage
  const url = request.url as string
  const mark = url.indexOf('?')
  const path = mark === -1 ? url : url.slice(0, mark)
  const search = mark === -1 ? '' : url.slice(mark + 1)
  const match = table.find(path)
  if (match === undefined) throw new AppError('request.not_found')
  const mounted = routeOf(match.methods, request)
  passage.mounted = mounted
  if (mounted.route.method !== 'GET') refuseCrossSite(request)
  const caller = await identifyCaller(services, passage, mounted.route)
  const params = mounted.input.readParams(mounted.paramNames, match.values)
  const query = mounted.input.readQuery(search)
  if (services.pools.engine.waitingCount > MAX_WAITING) throw new AppError('request.busy')
  const bytes = await takeBody(request, mounted.route)
  const body = parseBody(bytes, mounted)
  const key = keyOf(mounted, request)
  const own = caller === undefined ? undefined : actorOf(caller.identity, caller.membership, passage.locale)
  const actor = own === undefined ? undefined : await standIn(services, passage, mounted.route, own)
  const call = {
    params,
    query,
    body,
    locale: passage.locale,
    headers: request.headers,
    incoming: request,
    fromLoopback: isFromLoopback(request),
    origin: originOf(services, passage),
    idempotency:
      key === undefined ? undefined : { key, path, fingerprint: fingerprintOf(services.fingerprintKey, search, bytes) },
    actor,
    identity: caller?.identity,
  } as AccountCall<RouteShape>
  const answer = await answerOnce(mounted, services, passage, caller, call)
  if (answer.stream !== undefined && mounted.route.streams !== true) {
    throw new Error(`Route ${mounted.route.name} does not declare that it answers with a stream.`)
  }
  return answer
}

/** HEAD is GET whose body is left out when it is written. */
function routeOf(methods: ReadonlyMap<string, MountedRoute>, { method }: IncomingMessage): MountedRoute {
  const mounted = methods.get(method === 'HEAD' ? 'GET' : (method as string))
  if (mounted !== undefined) return mounted
  throw new AppError('request.method_not_allowed', { allowed: [...methods.keys()].join(', ') })
}

function keyOf({ route }: MountedRoute, { headers }: IncomingMessage): string | undefined {
  const { idempotency = 'none' } = route
  return idempotency === 'none' ? undefined : idempotencyKeyOf(headers['idempotency-key'])
}

/** Calls the handler; where the server keeps answers by Idempotency-Key, once per key. */
function answerOnce(
  { route }: MountedRoute,
  services: Services,
  passage: Passage,
  caller: Caller | undefined,
  call: AccountCall<RouteShape>,
): Promise<Answer> | Answer {
  const { idempotency } = call
  if (idempotency === undefined || route.idempotency !== 'stored' || caller === undefined) {
    return route.handler(call, services)
  }
  const { path, key, fingerprint } = idempotency
  const scope = { workspace: caller.membership.workspace, accountId: caller.identity.accountId, path, key }
  return services.idempotency.once(scope, fingerprint, async () => {
    try {
      return await route.handler(call, services)
    } catch (error) {
      return problemAnswer(passage, services, error)
    }
  })
}
