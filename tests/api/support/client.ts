/** What an answer held: the JSON of its body, or its text where it is no JSON. */
export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // Answers of every route pass here; tests look into them freely.
  readonly body: Json
}

/** A JSON value to look into without ceremony; what is not there is undefined. */
export interface Json {
  readonly [key: string]: Json
}

/** Sends requests as one person, token, or nobody. */
export class ApiClient {
  readonly #url: string
  readonly #headers: Readonly<Record<string, string>>

  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.#url = url
    this.#headers = headers
  }

  /** The same caller with further headers. */
  with(headers: Readonly<Record<string, string>>): ApiClient {
    return new ApiClient(this.#url, { ...this.#headers, ...headers })
  }

  /** A header this caller always sends. */
  header(name: string): string {
    return this.#headers[name] ?? ''
  }

  get(path: string, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer> {
    return this.send('GET', path, undefined, headers)
  }

  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer> {
    return this.send('POST', path, body, headers)
  }

  patch(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer> {
    return this.send('PATCH', path, body, headers)
  }

  delete(path: string, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer> {
    return this.send('DELETE', path, undefined, headers)
  }

  /** A body that is a text or bytes goes as it is. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ApiAnswer> {
    const payload =
      body === undefined || typeof body === 'string' || body instanceof Uint8Array
        ? (body as string | Uint8Array<ArrayBuffer> | undefined)
        : JSON.stringify(body)
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...this.#headers,
        ...headers,
      },
      ...(payload === undefined ? {} : { body: payload as string }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, text, body: parse(text, answer.headers) }
  }
}

function parse(text: string, headers: Headers): Json {
  const isJson = text !== '' && (headers.get('content-type') ?? '').includes('json')
  return isJson ? (JSON.parse(text) as Json) : {}
}
