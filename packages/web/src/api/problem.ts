import type { ProblemBody } from '@tessera/metadata'

/** A refusal of the server, or that it could not be reached (code `network.offline`, status 0). */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly hint: string | undefined
  readonly requestId: string | undefined
  readonly errors: NonNullable<ProblemBody['errors']>
  /** The whole answer: some problems carry more, such as a plan. */
  readonly body: Readonly<Record<string, unknown>>
  readonly retryAfterSeconds: number | undefined

  constructor(
    status: number,
    body: Partial<ProblemBody> & Readonly<Record<string, unknown>>,
    retryAfterSeconds?: number,
  ) {
    super(body.detail ?? body.title ?? body.code ?? String(status))
    this.name = 'ApiProblem'
    this.status = status
    this.code = body.code ?? 'unknown'
    this.title = body.title ?? ''
    this.detail = body.detail ?? body.title ?? ''
    this.hint = body.hint
    this.requestId = body.requestId
    this.errors = body.errors ?? []
    this.body = body
    this.retryAfterSeconds = retryAfterSeconds
  }

  get isOffline(): boolean {
    return this.code === 'network.offline'
  }
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code)
}

/** Any error as a problem, for screens that show one. */
export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  return new ApiProblem(0, { code: 'client.error', detail: error instanceof Error ? error.message : String(error) })
}
