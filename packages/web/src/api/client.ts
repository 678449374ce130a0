import { i18n, textsOf } from '@/app/i18n'
import { simulationHeaders } from '@/app/simulation'
import { ApiProblem } from './problem'
import { hearServerTime } from './server-clock'

/** The one way of this application to the server. Paths begin with /api. */
export interface RequestOptions {
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>
  readonly body?: unknown
  readonly ifMatch?: number
  /** The same key makes a repeated POST have its effect once. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
  /** A 401 is thrown at once instead of asking the person to sign in over the screen. */
  readonly signInOnScreen?: boolean
  readonly keepalive?: boolean
}

export interface Answered<T> {
  readonly body: T
  readonly status: number
  readonly etag: string | null
}

const t = textsOf('client', {
  'zh-CN': {
    offline: '连不上服务器。',
    offlineHint: '检查网络后重试；已填写的内容保存在本机。',
    broken: '服务器的回答无法理解。',
  },
  en: {
    offline: 'The server cannot be reached.',
    offlineHint: 'Check the network and try again; what you entered is kept on this device.',
    broken: 'The answer of the server could not be understood.',
  },
})

type SignInAgain = () => Promise<boolean>

let signInAgain: SignInAgain | undefined

/** Registers what happens when the session has ended: it resolves true when the person signed in again over the screen. */
export function onSessionEnd(handler: SignInAgain): void {
  signInAgain = handler
}

/** Offers to sign in again over the screen when the session has ended; true: the request may be repeated. */
export const offerSignIn = async (): Promise<boolean> => signInAgain !== undefined && (await signInAgain())

/** The server cannot be reached. */
export const offlineProblem = (): ApiProblem =>
  new ApiProblem(0, { code: 'network.offline', detail: t('offline'), hint: t('offlineHint') })

function urlOf(path: string, query: RequestOptions['query']): string {
  if (query === undefined) return path
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one))
  }
  const text = parameters.toString()
  return text === '' ? path : `${path}?${text}`
}

async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = {
    'Accept-Language': i18n.global.locale.value,
    Accept: 'application/json',
    ...simulationHeaders(),
  }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.ifMatch !== undefined) headers['If-Match'] = `"${options.ifMatch}"`
  if (options.idempotencyKey !== undefined) headers['Idempotency-Key'] = options.idempotencyKey
  try {
    const response = await fetch(urlOf(path, options.query), {
      method,
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.keepalive === undefined ? {} : { keepalive: options.keepalive }),
    })
    hearServerTime(response.headers.get('Date'))
    return response
  } catch (error) {
    if (options.signal?.aborted === true) throw error
    throw offlineProblem()
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiProblem(response.status, { code: 'client.broken_answer', detail: t('broken') })
  }
}

/**
 * Sends a request; gives the answer with its body unread. Throws `ApiProblem` for every refusal; the session's end is asked about
 * once and the request repeated.
 */
export async function respond(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
  let response = await send(method, path, options)
  if (response.status === 401 && options.signInOnScreen !== false && (await offerSignIn())) {
    response = await send(method, path, options)
  }
  if (response.ok || response.status === 304) return response
  const body = await bodyOf(response)
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN)
  throw new ApiProblem(
    response.status,
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {},
    Number.isFinite(retryAfter) ? retryAfter : undefined,
  )
}

/** The same, with the JSON of the answer. */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<Answered<T>> {
  const response = await respond(method, path, options)
  const body = response.status === 204 || response.status === 304 ? undefined : await bodyOf(response)
  return { body: body as T, status: response.status, etag: response.headers.get('ETag') }
}

const bodyOnly = async <T>(answered: Promise<Answered<T>>): Promise<T> => (await answered).body

export const api = {
  get: <T>(path: string, options?: RequestOptions): Promise<T> => bodyOnly(request<T>('GET', path, options)),
  post: <T>(path: string, body?: unknown, options?: RequestOptions): Promise<T> =>
    bodyOnly(request<T>('POST', path, { ...options, body: body ?? {} })),
  patch: <T>(path: string, body: unknown, options?: RequestOptions): Promise<T> =>
    bodyOnly(request<T>('PATCH', path, { ...options, body })),
  delete: (path: string, options?: RequestOptions): Promise<void> => bodyOnly(request<void>('DELETE', path, options)),
}
