import { AppError } from '@tessera/metadata'
import type { buildConnector } from 'undici'
import { createAllowList, type AllowList } from './allow-list.js'
import { checkHeaders, type Header } from './check-headers.js'
import { HostGate } from './host-gate.js'
import { openSecrets, withoutValues, type OpenSecret } from './open-secrets.js'
import { parseTarget, type Target } from './parse-target.js'
import { isReachable, resolveAddress, resolveWithSystem, type Resolve } from './resolve-address.js'
import { readBody } from './read-body.js'

/** A request to another system. */
export interface OutboundRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly Header[]
  readonly body: string | undefined
  /** Sent as `Idempotency-Key`: the receiver can drop repetitions by it. */
  readonly key: string
  /** Whose secrets its headers name; undefined where they name none. */
  readonly workspace?: string
}

export interface OutboundAnswer {
  readonly host: string
  readonly status: number
  readonly contentType: string | null
  /** At most 1 MB; bytes that are no UTF-8 text are left out. */
  readonly body: string
  readonly isCut: boolean
  /** From `Retry-After`, where the answer has one. */
  readonly retryAfterMs: number | undefined
}

export interface OutboundClient {
  /**
   * Sends a request and reads the answer, whatever its status. Redirects are not followed.
   * Secrets are put in last, for the checked target, and taken out of what comes back.
   * Errors: those of `openSecrets`, outbound.bad_url, .bad_header, .private_address, .unreachable, .timed_out, .resting (with `retryAfterSeconds`).
   */
  send(request: OutboundRequest): Promise<OutboundAnswer>
}

export interface OutboundOptions {
  /** `host:port` pairs that may be reached though they are private. */
  readonly allow?: readonly string[]
  readonly now?: () => number
  readonly resolve?: Resolve
  /** Without it no header may name a secret. */
  readonly openSecret?: OpenSecret | undefined
  /** For the whole request. Default 10 s. */
  readonly timeoutMs?: number
}

const maxHeaderBytes = 16 * 1024

/**
 * The only place of the product that opens connections to addresses people name. The address is resolved, checked, connected
 * to as it was checked, and looked at again on the socket: what resolves differently a moment later gets nothing.
 */
export function createOutboundClient(options: OutboundOptions = {}): OutboundClient {
  const { now = Date.now, resolve = resolveWithSystem, timeoutMs = 10_000 } = options
  const allow = createAllowList(options.allow ?? [])
  const gate = new HostGate(now)
  return {
    send: async (request) => {
      const target = parseTarget(request.url, allow.allows)
      checkHeaders(request.headers)
      const { host } = target
      const rest = gate.restMs(host)
      if (rest > 0) throw new AppError('outbound.resting', { host }).with({ retryAfterSeconds: Math.ceil(rest / 1000) })
      const address = await resolveAddress(target, allow, resolve)
      const opened = await openSecrets(request.headers, target, allow, request.workspace, options.openSecret)
      const headers = { ...ownHeaders(request), ...checkHeaders(opened.headers), 'idempotency-key': request.key }
      const send = async (): Promise<OutboundAnswer> => {
        const answer = await exchange(target, address, allow, { ...request, headers }, timeoutMs, now)
        return { ...answer, body: withoutValues(answer.body, opened.values) }
      }
      return gate.run(host, send, ({ status }) => status >= 500)
    },
  }
}

function ownHeaders({ body }: OutboundRequest): Record<string, string> {
  const isJson = body !== undefined && /^\s*[[{]/.test(body)
  return {
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': 'Tessera',
    ...(body === undefined
      ? {}
      : { 'content-type': isJson ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8' }),
  }
}

interface Prepared {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

async function exchange(
  target: Target,
  address: string,
  allow: AllowList,
  request: Prepared,
  timeoutMs: number,
  now: () => number,
): Promise<OutboundAnswer> {
  const { url, host } = target
  // Loaded with the first request: it takes 20 MB, and many an installation never sends one.
  const { Client, buildConnector: build } = await import('undici')
  const connect = connectTo(build, target, address, allow)
  const client = new Client(url.origin, { connect, maxHeaderSize: maxHeaderBytes })
  // The client tells of what goes wrong after its request was given up; there is nobody left to care.
  client.on('disconnect', () => undefined).on('connectionError', () => undefined)
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const answer = await client.request({
      method: request.method as 'GET',
      path: `${url.pathname}${url.search}`,
      headers: request.headers,
      body: request.body ?? null,
      signal,
    })
    const { text, isCut } = await readBody(answer.body)
    const { 'content-type': type, 'retry-after': after } = answer.headers
    return {
      host,
      status: answer.statusCode,
      contentType: typeof type === 'string' ? type : null,
      body: text,
      isCut,
      retryAfterMs: typeof after === 'string' ? retryAfter(after, now()) : undefined,
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    if (signal.aborted) throw new AppError('outbound.timed_out', { host, seconds: Math.round(timeoutMs / 1000) })
    throw new AppError('outbound.unreachable', { host, cause: causeOf(error) }).with({ cause: error })
  } finally {
    client.destroy().catch(() => undefined)
  }
}

/** Connects to the checked address whatever the name says by now, and looks at the socket before anything is sent. */
function connectTo(
  build: typeof buildConnector,
  { host, port }: Target,
  address: string,
  allow: AllowList,
): buildConnector.connector {
  const family = address.includes(':') ? 6 : 4
  const connect = build({
    timeout: 5_000,
    autoSelectFamily: false,
    lookup: (_name: string, options: { readonly all?: boolean }, done: (...result: unknown[]) => void) =>
      options.all === true ? done(null, [{ address, family }]) : done(null, address, family),
  } as buildConnector.BuildOptions)
  return (options, done) =>
    connect(options, (error, socket) => {
      if (error !== null) return done(error, null)
      const remote = socket.remoteAddress ?? ''
      if (allow.allows(host, port) || isReachable(remote, port, allow)) return done(null, socket)
      socket.destroy()
      done(new AppError('outbound.private_address', { host }), null)
    })
}

function causeOf(error: unknown): string {
  const { code, message = '' } = error as { readonly code?: unknown; readonly message?: string }
  return typeof code === 'string' ? code : message.slice(0, 100)
}

/** Source: RFC 9110, section 10.2.3. */
function retryAfter(text: string, now: number): number | undefined {
  const ms = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isNaN(ms) ? undefined : Math.max(ms, 0)
}
