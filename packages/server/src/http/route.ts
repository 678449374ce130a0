import type { Actor, Origin } from '@tessera/engine'
import type { Capability, JsonSchema, Locale, Texts } from '@tessera/metadata'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Identity } from '../identity/identity.js'
import type { Services } from '../services.js'
import type { Answer } from './answer.js'

/**
 * Who may call a route.
 *
 * - `public`: anyone.
 * - `operations`: anyone on this machine, administrators from elsewhere.
 * - `account`: every signed-in person or token with a workspace; what they may see is the engine's decision.
 * - `administrator`: only administrators of the workspace; others get 403 `access.denied`.
 * - a capability: those whose roles have it, and administrators; others get 403 `access.denied`.
 */
export type Policy = 'public' | 'operations' | AccountPolicy

export type AccountPolicy = 'account' | 'administrator' | Capability

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** How the answer of a POST with `Idempotency-Key` is kept. */
export type IdempotencyMode =
  /** The server keeps the answer. */
  | 'stored'
  /** The engine keeps it in the transaction of the write. */
  | 'engine'
  /** Never kept: the answer holds a secret. */
  | 'none'

/** What a route takes. All three must be declared; `null` says that there is none. */
export interface RouteInput {
  /** Schemas of the parts of the path by name. */
  readonly params: Readonly<Record<string, JsonSchema>> | null
  /** Schemas of the query parameters by name; only these are accepted. An array may be given repeatedly. */
  readonly query: Readonly<Record<string, JsonSchema>> | null
  /** Another system sends people here with parameters of its own: the handler reads them from `incoming`. */
  readonly anyQuery?: true
  /** Schema of the JSON body. */
  readonly body: JsonSchema | null
  /** An absent body counts as `{}`. */
  readonly bodyOptional?: boolean
  /**
   * How problems of the body are named: by field (`subject`, `update/3/cost`), by JSON pointer (`/changes/0`), or as
   * parameters of a query (400).
   */
  readonly bodyPaths?: 'field' | 'pointer' | 'parameter'
  /** In place of JSON a form with one file (multipart/form-data), which the handler reads from `incoming`. */
  readonly file?: true
  /** The engine itself checks the texts of the body, so that its problems name the fields. */
  readonly textsCheckedByEngine?: boolean
}

export interface RouteLimits {
  /** Largest body; 0 where there is none. */
  readonly bodyBytes: number
}

/** What a route answers with, per status. Problems need no entry. */
export interface RouteOutput {
  readonly description: string
  readonly schema?: JsonSchema
  readonly contentType?: string
}

/** Shapes of what the handler of a route gets; checked against `input` before it runs. */
export interface RouteShape {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
}

/** One request, parsed and checked. */
export interface Call<S extends RouteShape> {
  readonly params: S['params']
  readonly query: S['query']
  readonly body: S['body']
  readonly locale: Locale
  readonly headers: IncomingHttpHeaders
  /** The request itself: its body is unread where the route takes a file. */
  readonly incoming: IncomingMessage
  /** True when the request came from this machine, not through a proxy. */
  readonly fromLoopback: boolean
  /** Where it came from, for the audit log. */
  readonly origin: Origin
  /** From the Idempotency-Key, for the engine's WriteOptions. */
  readonly idempotency: { readonly key: string; readonly path: string; readonly fingerprint: string } | undefined
}

/** A request of someone known. */
export interface AccountCall<S extends RouteShape> extends Call<S> {
  readonly actor: Actor
  readonly identity: Identity
}

interface RouteBase {
  readonly method: Method
  /** For example '/api/records/:object/:id'. */
  readonly path: string
  /** Group in the OpenAPI document. */
  readonly tag: string
  /** Name in the OpenAPI document and in metrics: 'getRecord'. */
  readonly name: string
  readonly summary: Texts
  readonly input: RouteInput
  readonly limits: RouteLimits
  readonly output: Readonly<Record<number, RouteOutput>>
  /** Required for POST. */
  readonly idempotency?: IdempotencyMode
  /** A POST that writes nothing: it may be called while an administrator looks as somebody else does. */
  readonly reads?: true
  /** Open to who still has to set up the second step that is asked of them. */
  readonly beforeSecondStep?: true
  /** The answer goes on until one side ends it; only what writes nothing may. */
  readonly streams?: true
}

export interface PublicRoute<S extends RouteShape> extends RouteBase {
  readonly policy: 'public' | 'operations'
  handler(call: Call<S>, services: Services): Promise<Answer> | Answer
}

export interface AccountRoute<S extends RouteShape> extends RouteBase {
  readonly policy: AccountPolicy
  handler(call: AccountCall<S>, services: Services): Promise<Answer> | Answer
}

/** A route with its shape erased, as it is registered. */
export interface Route extends RouteBase {
  readonly policy: Policy
  handler(call: AccountCall<RouteShape>, services: Services): Promise<Answer> | Answer
}

/**
 * Declares a route whose caller need not be known.
 *
 * The shape is erased here, once: the dispatcher only calls the handler with what `input` accepted.
 */
export function definePublicRoute<S extends RouteShape>(route: PublicRoute<S>): Route {
  return route as unknown as Route
}

/** Declares a route for signed-in callers; see `definePublicRoute` about the shape. */
export function defineRoute<S extends RouteShape>(route: AccountRoute<S>): Route {
  return route as unknown as Route
}
