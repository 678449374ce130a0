import { describe, expect, test } from '@jest/globals'
import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { client, publicUrl, Wanderer, withListener } from './support/identity-provider.js'
import { nobody, useServer, withServer } from './support/use-server.js'

const server = useServer()

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const [current, old] = [rsa(), rsa()]

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An ID token of whatever is asked for. */
function idToken(header: Record<string, unknown>, claims: object, key: KeyObject | string | undefined): string {
  const body = `${encode(header)}.${encode(claims)}`
  if (key === undefined) return `${body}.`
  const signature =
    typeof key === 'string'
      ? createHmac('sha256', key).update(body).digest('base64url')
      : sign('sha256', Buffer.from(body), key).toString('base64url')
  return `${body}.${signature}`
}

interface Asked {
  readonly issuer: string
  readonly nonce: string
}

type Answer = (asked: Asked) => object

/** What the servers of these tests warned their operator of. */
const warnings: object[] = []

const now = (): number => Math.floor(Date.now() / 1000)

/** The claims of an honest answer, about a person who has an account here. */
const honest = ({ issuer, nonce }: Asked) => ({
  iss: issuer,
  aud: client.clientId,
  sub: 'somebody',
  nonce,
  iat: now(),
  exp: now() + 300,
  email: nobody.email,
  email_verified: true,
})

const tokens = (id_token: unknown) => ({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token })
const RS = { alg: 'RS256', kid: 'current' }
const signed =
  (
    change: object,
    header: Record<string, unknown> = RS,
    key: KeyObject | string | undefined = current.privateKey,
  ): Answer =>
  (asked) =>
    tokens(idToken(header, { ...honest(asked), ...change }, key))

/** Signs in at a provider that answers the code so; where the browser is sent, and whether it is in. */
async function comeIn(
  answer: Answer,
  metadata: (issuer: string) => object = () => ({}),
  returned = '',
): Promise<unknown> {
  const { databaseUrl, dataDir } = server()
  return withListener(async ({ issuer, host, answerWith }) => {
    let nonce = ''
    answerWith((request, response) => {
      const respond = (value: object) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
      const path = (request.url ?? '').split('?')[0]
      if (path === '/.well-known/openid-configuration') {
        respond({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
          ...metadata(issuer),
        })
      } else if (path === '/jwks') {
        respond({
          keys: [{ ...current.publicKey.export({ format: 'jwk' }), kid: 'current', alg: 'RS256', use: 'sig' }],
        })
      } else if (path === '/token') respond(answer({ issuer, nonce }))
      else response.writeHead(302, { location: 'http://127.0.0.1/moved' }).end()
    })
    return withServer(
      databaseUrl,
      async ({ url }) => {
        const browser = new Wanderer(url)
        const { location } = await browser.go('/api/session/sso/start')
        if (!location.startsWith(`${issuer}/authorize`)) return [location.replace(publicUrl, ''), 'not asked']
        const asked = new URL(location).searchParams
        nonce = asked.get('nonce') ?? ''
        expect([asked.get('code_challenge_method'), asked.get('response_type'), asked.get('redirect_uri')]).toEqual([
          'S256',
          'code',
          `${publicUrl}/api/session/sso/callback`,
        ])
        const back = await browser.go(`/api/session/sso/callback?code=c&state=${asked.get('state') ?? ''}${returned}`)
        const me = await browser.go('/api/me')
        return [back.location.replace(publicUrl, ''), me.status === 200 ? 'in' : 'out']
      },
      {
        dataDir,
        publicUrl,
        outboundAllow: [host],
        role: 'api',
        log: {
          info: () => undefined,
          warn: (details, message) => warnings.push({ message, ...whole(details) }),
          error: () => undefined,
        },
        sso: { issuer, ...client, isOnlyWay: false },
      },
    )
  })
}

/** An error with everything that hangs on it, as a careless log would print it. */
const whole = (details: object): object =>
  JSON.parse(
    JSON.stringify(details, (_key, value: unknown) =>
      value instanceof Error ? { ...value, message: value.message, cause: value.cause } : value,
    ),
  ) as object

const refused = ['/login?refused=sso.refused', 'out']

test('an honest answer lets in: what the others are refused for is what they changed', async () => {
  expect(await comeIn(signed({}))).toEqual(['/', 'in'])
})

describe('an answer is refused', () => {
  const publicPem = String(current.publicKey.export({ type: 'spki', format: 'pem' }))
  const answers: readonly (readonly [string, Answer])[] = [
    ['of another issuer', signed({ iss: 'https://other.example' })],
    ['for another audience', signed({ aud: 'another' })],
    ['for several audiences, authorised for another', signed({ aud: [client.clientId, 'another'], azp: 'another' })],
    ['with the nonce of another attempt', signed({ nonce: 'another' })],
    ['without nonce', signed({ nonce: undefined })],
    ['without subject', signed({ sub: undefined })],
    ['that has expired', signed({ iat: now() - 900, exp: now() - 600 })],
    ['that is not yet good', signed({ nbf: now() + 600 })],
    ['without an end', signed({ exp: undefined })],
    ['with algorithm none', signed({}, { alg: 'none' }, undefined)],
    ['with algorithm none in other letters', signed({}, { alg: 'nOnE' }, undefined)],
    ['signed with our shared secret', signed({}, { alg: 'HS256' }, client.clientSecret)],
    ['signed with the public key as if it were a secret', signed({}, { alg: 'HS256', kid: 'current' }, publicPem)],
    ['signed with an old key', signed({}, { alg: 'RS256', kid: 'old' }, old.privateKey)],
    ['signed with an old key under the name of the present one', signed({}, RS, old.privateKey)],
    [
      'that brings its own key',
      signed({}, { ...RS, kid: 'x', jwk: old.publicKey.export({ format: 'jwk' }) }, old.privateKey),
    ],
    ['with a critical extension nobody knows', signed({}, { ...RS, crit: ['b64'], b64: false })],
    ['without ID token', () => tokens(undefined)],
    ['with an ID token that is no text', () => tokens({ alg: 'none' })],
    ['that is an error', () => ({ error: 'server_error' })],
  ]
  // One database and one process after the other: each answer is a provider of its own.
  test.each(answers)('%s', async (_name, answer) => {
    expect(await comeIn(answer)).toEqual(refused)
  })

  test('that names another provider, where this one says who it is', async () => {
    const says = () => ({ authorization_response_iss_parameter_supported: true })

    expect(await comeIn(signed({}), says)).toEqual(refused)
    expect(await comeIn(signed({}), says, '&iss=https%3A%2F%2Fother.example')).toEqual(refused)
  })

  test('about an address that is not verified', async () => {
    expect(await comeIn(signed({ email_verified: false, sub: 'x' }))).toEqual(['/login?refused=sso.unverified', 'out'])
    expect(await comeIn(signed({ email_verified: undefined, sub: 'x' }))).toEqual([
      '/login?refused=sso.unverified',
      'out',
    ])
    expect(await comeIn(signed({ email: { a: 1 }, sub: 'x' }))).toEqual(['/login?refused=sso.unverified', 'out'])
  })
})

test('no token, claim or secret of a refused answer stands in the log', async () => {
  warnings.length = 0
  const refusals = [
    () => ({ ...tokens(undefined), access_token: 'canary-access' }),
    signed({ nonce: 'canary-nonce', secret: 'canary-claim' }),
    signed({ aud: 'canary-audience' }),
    () => ({ error: 'invalid_grant', error_description: 'no', extra: 'canary-extra' }),
  ]
  for (const answer of refusals) expect(await comeIn(answer)).toEqual(refused)

  expect(warnings).toHaveLength(refusals.length)
  const text = JSON.stringify(warnings)
  expect(text).not.toContain('canary')
  expect(text).not.toContain(client.clientSecret)
})

test('a provider that says it is another, or sends us to a private address, is not asked', async () => {
  expect(await comeIn(signed({}), () => ({ issuer: 'https://other.example' }))).toEqual([
    '/login?refused=sso.unreachable',
    'not asked',
  ])
  expect(await comeIn(signed({}), () => ({ token_endpoint: 'http://127.0.0.1:9/token' }))).toEqual([
    '/login?refused=sso.unreachable',
    'out',
  ])
  expect(await comeIn(signed({}), () => ({ jwks_uri: 'http://169.254.169.254/latest' }))).toEqual([
    '/login?refused=sso.unreachable',
    'out',
  ])
  expect(await comeIn(signed({}), (issuer) => ({ token_endpoint: `${issuer}/redirecting` }))).toEqual(refused)
})
