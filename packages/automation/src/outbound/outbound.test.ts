import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { AppError } from '@tessera/metadata'
import { withSink, type SinkAnswer } from './hostile-sink.testing.js'
import { createOutboundClient, type OutboundOptions, type OutboundRequest } from './outbound-client.js'
import { privateSpellings } from './private-spellings.testing.js'
import { isPublicAddress } from './public-address.js'

const request = (url: string, more: Partial<OutboundRequest> = {}): OutboundRequest => ({
  method: 'POST',
  url,
  headers: [],
  body: '{"a":1}',
  key: 'run:1',
  workspace: 'main',
  ...more,
})

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => new Error('was sent'),
    (thrown: unknown) => thrown,
  )
  return error instanceof AppError ? error.code : String(error)
}

/** A client that may reach the sink, which is on this machine. */
const reaching = (port: number, more: OutboundOptions = {}) =>
  createOutboundClient({ allow: [`127.0.0.1:${port}`], ...more })

const ok: SinkAnswer = (_, response) => response.end('fine')

describe('addresses that are not public', () => {
  test.each(privateSpellings('80'))('%s is not called', async (url) => {
    expect(['outbound.private_address', 'outbound.bad_url', 'outbound.unreachable']).toContain(
      await codeOf(createOutboundClient().send(request(url))),
    )
  })

  test('none of their spellings opens a connection to this machine', () =>
    withSink(ok, async ({ port, connections }) => {
      const client = createOutboundClient()
      const codes = await Promise.all(privateSpellings(String(port)).map((url) => codeOf(client.send(request(url)))))

      expect(codes.length).toBeGreaterThan(300)
      expect(codes).not.toContain('Error: was sent')
      expect(connections()).toBe(0)
    }))

  test.each(['8.8.8.8', '1.1.1.1', '::ffff:8.8.8.8', '64:ff9b::808:808', '2606:4700:4700::1111'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  test.each([
    '',
    'localhost',
    '256.1.1.1',
    '127.0.0.1',
    '::1',
    'fe80::1%eth0',
    '::ffff:10.0.0.1',
    '2002:7f00:1::',
    'ff02::1',
  ])('“%s” is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test('a name with a private address among public ones is not called', async () => {
    const client = createOutboundClient({ resolve: async () => ['93.184.216.34', '10.0.0.1'] })

    expect(await codeOf(client.send(request('http://both.example/')))).toBe('outbound.private_address')
  })

  test('a name that is private the second time it is asked for is never asked a second time', () =>
    withSink(ok, async ({ port, connections }) => {
      let asked = 0
      const resolve = async () => (++asked === 1 ? ['192.0.2.1'] : ['127.0.0.1'])
      const client = createOutboundClient({ resolve, allow: [`192.0.2.1:${port}`], timeoutMs: 300 })

      expect(['outbound.timed_out', 'outbound.unreachable']).toContain(
        await codeOf(client.send(request(`http://rebind.example:${port}/`))),
      )
      expect(asked).toBe(1)
      expect(connections()).toBe(0)
    }))

  test('an operator can let one port of one host through', () =>
    withSink(ok, async ({ port }) => {
      expect(await reaching(port).send(request(`http://127.0.0.1:${port}/`))).toMatchObject({
        status: 200,
        body: 'fine',
      })
      expect(await codeOf(reaching(port + 1).send(request(`http://127.0.0.1:${port}/`)))).toBe(
        'outbound.private_address',
      )
      const byName = createOutboundClient({ allow: [`sink.example:${port}`], resolve: async () => ['127.0.0.1'] })
      expect((await byName.send(request(`http://sink.example:${port}/`))).status).toBe(200)
    }))
})

describe('what is no request to the web', () => {
  test.each([
    '',
    'example.com',
    'file:///etc/passwd',
    'gopher://example.com/',
    'ftp://example.com/',
    'data:text/plain,a',
    'javascript:1',
    'https://user@example.com/',
    'https://user:secret@example.com/',
    'https://example.com:22/',
    'https://example.com:25/',
    'http://example.com:6667/',
    'http://',
  ])('“%s” is refused', async (url) => {
    expect(await codeOf(createOutboundClient().send(request(url)))).toBe('outbound.bad_url')
  })

  test('the refusal shows no password', async () => {
    const refused = createOutboundClient().send(request('https://user:secret@example.com/?token=secret'))

    await expect(refused).rejects.toThrow(/^(?!.*secret).*$/)
  })

  test.each([
    ['X-A', 'a\r\nX-B: b'],
    ['X-A', 'a\nb'],
    ['X-A', 'a\0b'],
    ['X-A\r\nX-B', 'a'],
    ['X A', 'a'],
    ['', 'a'],
    ['Host', 'other.example'],
    ['Content-Length', '0'],
    ['Transfer-Encoding', 'chunked'],
    ['Idempotency-Key', 'mine'],
    ['Proxy-Authorization', 'a'],
  ])('the header %j: %j is refused', async (name, value) => {
    const refused = createOutboundClient().send(request('https://example.com/', { headers: [{ name, value }] }))

    expect(await codeOf(refused)).toBe('outbound.bad_header')
  })
})

describe('receivers that behave badly', () => {
  test('one that never answers is given up', () =>
    withSink(
      () => undefined,
      async ({ port }) => {
        const client = reaching(port, { timeoutMs: 100 })

        expect(await codeOf(client.send(request(`http://127.0.0.1:${port}/`)))).toBe('outbound.timed_out')
      },
    ))

  test('one that drips is given up too', () =>
    withSink(
      (_, response) => {
        const timer = setInterval(() => response.write('.'), 20)
        response.on('close', () => clearInterval(timer))
      },
      async ({ port }) => {
        const client = reaching(port, { timeoutMs: 200 })

        expect(await codeOf(client.send(request(`http://127.0.0.1:${port}/`)))).toBe('outbound.timed_out')
      },
    ))

  test('an endless body is cut at 1 MB', () =>
    withSink(
      (_, response) => {
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        }
        response.on('drain', more)
        more()
      },
      async ({ port }) => {
        const answer = await reaching(port).send(request(`http://127.0.0.1:${port}/`))

        expect(answer.isCut).toBe(true)
        expect(answer.body.length).toBe(1024 * 1024)
      },
    ))

  test('a packed body is not unpacked', () =>
    withSink(
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' })
        response.end(gzipSync(Buffer.alloc(50 * 1024 * 1024)))
      },
      async ({ port }) => {
        const answer = await reaching(port).send(request(`http://127.0.0.1:${port}/`))

        expect(answer.body.length).toBeLessThan(100_000)
      },
    ))

  test('too many headers are refused', () =>
    withSink(
      (_, response) => {
        for (let index = 0; index < 2_000; index += 1) response.setHeader(`x-${index}`, 'a'.repeat(40))
        response.end()
      },
      async ({ port }) => {
        expect(await codeOf(reaching(port).send(request(`http://127.0.0.1:${port}/`)))).toBe('outbound.unreachable')
      },
    ))

  test('redirects are told, not followed', () =>
    withSink(
      (incoming, response) => {
        response.writeHead(302, { location: incoming.url === '/' ? '/inside' : '/' })
        response.end()
      },
      async ({ port, requests }) => {
        expect((await reaching(port).send(request(`http://127.0.0.1:${port}/`))).status).toBe(302)
        expect(requests).toHaveLength(1)
      },
    ))

  test('one that fails five times in a row is left alone for a minute', () =>
    withSink(
      (_, response) => {
        response.statusCode = 500
        response.end()
      },
      async ({ port, requests }) => {
        let now = 1_000_000
        const client = reaching(port, { now: () => now })
        const send = () => client.send(request(`http://127.0.0.1:${port}/`))
        for (let count = 0; count < 5; count += 1) expect((await send()).status).toBe(500)

        await expect(send()).rejects.toMatchObject({ code: 'outbound.resting', retryAfterSeconds: 60 })
        now += 60_000
        expect((await send()).status).toBe(500)
        expect(requests).toHaveLength(6)
      },
    ))

  test('at most ten requests go to one host at a time', () => {
    let open = 0
    let most = 0
    return withSink(
      (_, response) => {
        most = Math.max(most, (open += 1))
        setTimeout(() => {
          open -= 1
          response.end()
        }, 20)
      },
      async ({ port, requests }) => {
        const client = reaching(port)
        await Promise.all(Array.from({ length: 30 }, () => client.send(request(`http://127.0.0.1:${port}/`))))

        expect(requests).toHaveLength(30)
        expect(most).toBeLessThanOrEqual(10)
      },
    )
  })
})

test('a request carries its key, its headers and its body, and the answer says when to come back', () =>
  withSink(
    (_, response) => {
      response.writeHead(429, { 'retry-after': '7', 'content-type': 'text/plain' })
      response.end('later')
    },
    async ({ port, requests }) => {
      const headers = [{ name: 'X-Note', value: 'a' }]
      const answer = await reaching(port).send(request(`http://127.0.0.1:${port}/a?b=c`, { method: 'PUT', headers }))

      expect(answer).toEqual({
        host: '127.0.0.1',
        status: 429,
        contentType: 'text/plain',
        body: 'later',
        isCut: false,
        retryAfterMs: 7_000,
      })
      expect(requests).toMatchObject([
        {
          method: 'PUT',
          url: '/a?b=c',
          body: '{"a":1}',
          headers: { 'idempotency-key': 'run:1', 'x-note': 'a', 'content-type': 'application/json; charset=utf-8' },
        },
      ])
    },
  ))
