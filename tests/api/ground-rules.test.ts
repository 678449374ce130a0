import { describe, expect, test } from '@jest/globals'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { until } from './support/until.js'
import { useServer } from './support/use-server.js'

const server = useServer()

describe('every answer', () => {
  test('carries a request id and the security headers, and names no product version', async () => {
    const answer = await server().anonymous.get('/healthz')

    expect(answer.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-powered-by')).toBeNull()
    expect(answer.headers.get('server')).toBeNull()
  })

  test('of a refusal is a problem with the request id of its header', async () => {
    const answer = await server().anonymous.get('/api/me')

    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.body).toMatchObject({
      status: 401,
      code: 'access.no_identity',
      type: expect.stringContaining('access.no_identity'),
    })
    expect(answer.body.requestId).toBe(answer.headers.get('request-id'))
  })

  test('is in Chinese unless English is wanted more', async () => {
    const chinese = await server().anonymous.get('/api/me')
    const english = await server().anonymous.get('/api/me', { 'accept-language': 'de;q=0.9, en;q=0.8, zh-CN;q=0.3' })

    expect(chinese.body.title).toBe('尚未登录')
    expect(english.body.title).toBe('Not signed in')
  })
})

describe('addresses', () => {
  test.each([
    '/',
    '/api',
    '/api/nothing',
    '/api/me/',
    '//api/me',
    '/api//me',
    '/API/me',
    '/api/me;x=1',
    '/api/%6de',
    '/api/records',
  ])('that do not exist are 404 also when they look like one that does: %s', async (path) => {
    const answer = await server().admin.get(path)

    expect(answer).toMatchObject({ status: 404, body: { code: 'request.not_found' } })
  })

  test('that exist say which methods they take', async () => {
    const answer = await server().admin.send('PUT', '/api/session', {})

    expect(answer).toMatchObject({ status: 405, body: { code: 'request.method_not_allowed' } })
    expect(answer.headers.get('allow')).toBe('POST, DELETE')
  })

  test('answer HEAD like GET without a body', async () => {
    const answer = await server().anonymous.send('HEAD', '/healthz')

    expect(answer).toMatchObject({ status: 200, text: '' })
    expect(answer.headers.get('content-length')).toBe('15')
  })

  test('with broken percent-encoding are 400', async () => {
    const answer = await server().admin.get('/api/documents?kind=%E0%A4')

    expect(answer).toMatchObject({ status: 400, body: { code: 'request.bad_encoding' } })
  })
})

describe('query parameters', () => {
  test('that are unknown are 400 with a proposal', async () => {
    const answer = await server().admin.get('/api/changes?limt=3')

    expect(answer).toMatchObject({
      status: 400,
      body: {
        code: 'request.unknown_parameter',
        errors: [{ path: 'limt', message: expect.stringContaining('limit') }],
      },
    })
  })

  test('that are repeated are 400', async () => {
    const answer = await server().admin.get('/api/changes?limit=3&limit=3')

    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'request.repeated_parameter', errors: [{ path: 'limit' }] },
    })
  })

  test.each(['0', '501', '-1', '1.5', 'many', '', '9'.repeat(400)])(
    'with a wrong value are 400: limit=%s',
    async (limit) => {
      const answer = await server().admin.get(`/api/changes?limit=${limit}`)

      expect(answer).toMatchObject({
        status: 400,
        body: { code: 'request.invalid_parameter', errors: [{ path: 'limit' }] },
      })
    },
  )

  test.each(['%00', '%ED%A0%80'])('with characters no text has are 400: %s', async (text) => {
    const answer = await server().admin.get(`/api/changes?after=${text}`)

    expect(answer.status).toBe(400)
  })
})

describe('bodies', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=gbk',
    'text/json',
  ])('of another type than JSON in UTF-8 are 415: %s', async (type) => {
    const answer = await server().admin.post('/api/people', '{}', { 'content-type': type })

    expect(answer).toMatchObject({ status: 415, body: { code: 'request.unsupported_media' } })
  })

  test('that are missing where one is needed are 415', async () => {
    const answer = await server().admin.send('POST', '/api/people')

    expect(answer.status).toBe(415)
  })

  test.each(['', '{', 'nothing', '{"a":1,}', "{'a':1}", '{"a":NaN}', '[1'])(
    'that are no JSON are 400: %s',
    async (text) => {
      const answer = await server().admin.post('/api/people', text, { 'content-type': 'application/json' })

      expect(answer).toMatchObject({ status: 400, body: { code: 'request.not_json' } })
    },
  )

  test('that are no UTF-8 are 400', async () => {
    const answer = await server().admin.post('/api/people', Buffer.from('{"name":"\xe9"}', 'latin1'), {
      'content-type': 'application/json',
    })

    expect(answer).toMatchObject({ status: 400, body: { code: 'request.not_json' } })
  })

  test('may begin with a byte order mark', async () => {
    const answer = await server().admin.post('/api/people', Buffer.from('\uFEFF{"name":"x"}'), {
      'content-type': 'application/json; charset=UTF-8',
    })

    expect(answer).toMatchObject({ status: 422, body: { code: 'request.invalid' } })
  })

  test.each(['[]', 'null', '3', '"x"'])('of another shape than an object are 422: %s', async (text) => {
    const answer = await server().admin.post('/api/people', text, { 'content-type': 'application/json' })

    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'request.invalid', errors: [{ code: 'document.type' }] },
    })
  })

  test('nested deeper than 64 levels are 422, however deep', async () => {
    const answer = await server().admin.post('/api/people', `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, {
      'content-type': 'application/json',
    })

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ code: 'document.too_deep' }] } })
  })

  test('with a key __proto__ are 422 and change no object', async () => {
    const answer = await server().admin.post(
      '/api/people',
      '{"email":"p@example.org","name":"P","__proto__":{"polluted":1}}',
      {
        'content-type': 'application/json',
      },
    )

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: '__proto__' }] } })
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  test.each([
    ['a NUL character', 'a\\u0000b'],
    ['half of a surrogate pair', 'a\\ud800b'],
  ])('with %s in a text are 422 with the path', async (_name, text) => {
    const answer = await server().admin.post('/api/people', `{"email":"t@example.org","name":"${text}"}`, {
      'content-type': 'application/json',
    })

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'name', code: 'text.invalid' }] } })
  })

  test('over 1 MB are 413, announced or not', async () => {
    const announced = await server().admin.post('/api/people', JSON.stringify({ name: 'x'.repeat(1024 * 1024) }), {
      'content-type': 'application/json',
    })
    const streamed = await sendChunks(
      '/api/people',
      Array.from({ length: 40 }, () => 'x'.repeat(32 * 1024)),
    )

    expect(announced).toMatchObject({
      status: 413,
      body: { code: 'request.too_large', detail: expect.stringContaining('1 MB') },
    })
    expect(streamed).toMatchObject({ status: 413 })
  })
})

describe('sizes and slowness of requests', () => {
  test('a request line and headers over 64 kB are 431 as a problem', async () => {
    const answer = await sendRaw(
      `GET /api/me?x=${'a'.repeat(70_000)} HTTP/1.1\r\nHost: x\r\nAccept-Language: en\r\n\r\n`,
    )

    expect(answer).toMatch(/^HTTP\/1\.1 431 /)
    expect(answer).toContain('application/problem+json')
    expect(answer).toContain('"code":"request.headers_too_large"')
  })

  test('60 kB of request line pass', async () => {
    const answer = await server().admin.get(`/api/changes?after=${'a'.repeat(60_000)}`)

    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid_parameter' } })
  })

  test('what is no HTTP is answered with 400 and closed', async () => {
    const answer = await sendRaw('nonsense\r\n\r\n')

    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  })
})

describe('requests of other sites', () => {
  test.each([
    ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
    ['a foreign Origin', { origin: 'https://elsewhere.example' }],
    ['Origin: null', { origin: 'null' }],
  ])('that write with the cookie are 403: %s', async (_name, headers) => {
    const answer = await server().admin.post('/api/tokens', { name: 'cross' }, headers)

    expect(answer).toMatchObject({ status: 403, body: { code: 'request.cross_site' } })
  })

  test('pass when they come from our own pages, from a program, or only read', async () => {
    const own = { 'sec-fetch-site': 'same-origin', origin: server().running.url }

    expect((await server().admin.post('/api/tokens', { name: 'own' }, own)).status).toBe(201)
    expect((await server().admin.post('/api/tokens', { name: 'program' })).status).toBe(201)
    expect((await server().admin.get('/api/me', { 'sec-fetch-site': 'cross-site' })).status).toBe(200)
  })
})

describe('the workspace header', () => {
  test('names a workspace of the caller; another one is 404', async () => {
    expect((await server().admin.get('/api/me', { 'tessera-workspace': 'main' })).body.workspace?.key).toBe('main')
    expect(await server().admin.get('/api/me', { 'tessera-workspace': 'other' })).toMatchObject({
      status: 404,
      body: { code: 'workspace.unknown' },
    })
  })
})

test('a body sent one byte at a time is read whole', async () => {
  const text = JSON.stringify({ name: '一' })
  const answer = await sendChunks(
    '/api/people',
    [...Buffer.from(text)].map((byte) => Buffer.from([byte])),
  )

  expect(answer).toMatchObject({ status: 422 })
  expect(answer.text).toContain('email')
})

test('a client that goes away in the middle of its body harms nobody', async () => {
  const port = server().running.port
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"em',
      )
      socket.end(() => resolve())
    })
    socket.on('error', () => resolve())
  })

  await until(async () => (await server().anonymous.get('/healthz')).status === 200)
  expect(server().errors).toEqual([])
})

function sendRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server().running.port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}

function sendChunks(path: string, chunks: readonly (string | Buffer)[]): Promise<{ status: number; text: string }> {
  const { cookie } = server()
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        port: server().running.port,
        host: '127.0.0.1',
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked', cookie },
      },
      (answer) => {
        let text = ''
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      },
    )
    outgoing.on('error', reject)
    for (const chunk of chunks) outgoing.write(chunk)
    outgoing.end()
  })
}
