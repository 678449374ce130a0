import { generateKeyPairSync } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Provider } from 'oidc-provider'
import { ProviderMemory } from './provider-memory.js'

const signingKey = {
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  kid: 'tests',
  use: 'sig',
}

export const publicUrl = 'https://crm.example.org'
export const callback = `${publicUrl}/api/session/sso/callback`
export const client = { clientId: 'tessera', clientSecret: 'a secret that both know' }

/** Who the provider says is sitting before the browser. */
export interface Sitting {
  subject: string
  email: string
  verified: boolean
}

export interface IdentityProvider {
  readonly issuer: string
  readonly host: string
  readonly sitting: Sitting
  /** Connections that were opened. */
  connections(): number
}

/** An identity provider by a library that passes the conformance tests of OpenID, on this machine. */
export async function withIdentityProvider<T>(body: (provider: IdentityProvider) => Promise<T>): Promise<T> {
  const Library = await loadProvider()
  const sitting: Sitting = { subject: 's-1', email: 'nobody@example.org', verified: true }
  return withListener(async ({ issuer, host, connections, answerWith }) => {
    const provider = new Library(issuer, {
      adapter: ProviderMemory,
      jwks: { keys: [signingKey] },
      ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
      clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [callback] }],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: [] },
      cookies: { keys: ['a key for tests'] },
      features: { devInteractions: { enabled: false } },
      findAccount: (_context, id) => ({
        accountId: id,
        claims: () => ({ sub: id, email: sitting.email, email_verified: sitting.verified }),
      }),
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({
          accountId: oidc.session?.accountId ?? '',
          clientId: oidc.client?.clientId ?? '',
        })
        grant.addOIDCScope('openid email profile')
        await grant.save()
        return grant
      },
    })
    const serve = provider.callback()
    answerWith((request, response) => {
      if (request.url?.startsWith('/interaction/') !== true) return void serve(request, response)
      const result =
        sitting.subject === '' ? { error: 'access_denied' } : { login: { accountId: sitting.subject, remember: false } }
      void provider.interactionFinished(request, response, result)
    })
    return body({ issuer, host, sitting, connections })
  })
}

/** It says at once that it would like a newer Node; what we need of it works on ours, as the tests show. */
async function loadProvider(): Promise<typeof Provider> {
  const warn = console.warn
  console.warn = () => undefined
  try {
    return (await import('oidc-provider')).Provider
  } finally {
    console.warn = warn
  }
}

/** A server on this machine whose address is known before it has anything to answer. */
export async function withListener<T>(
  body: (listener: {
    readonly issuer: string
    readonly host: string
    connections(): number
    answerWith(listener: RequestListener): void
  }) => Promise<T>,
): Promise<T> {
  let answer: RequestListener = (_request, response) => response.writeHead(404).end()
  let connections = 0
  const server = createServer((request, response) => answer(request, response))
  server.on('connection', () => (connections += 1))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    return await body({
      issuer: `http://${host}`,
      host,
      connections: () => connections,
      answerWith: (listener) => (answer = listener),
    })
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

/** A browser as far as redirects and cookies go. */
export class Wanderer {
  readonly cookies = new Map<string, string>()
  readonly #server: string

  /** `server`: where the installation really listens; its public address stands for it. */
  constructor(server: string) {
    this.#server = server
  }

  /** Goes to one address; gives status, body and where it is sent. */
  async go(address: string): Promise<{ status: number; location: string; text: string; setCookies: string[] }> {
    const url = new URL(address, publicUrl)
    const target = url.origin === publicUrl ? `${this.#server}${url.pathname}${url.search}` : url.href
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(target, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } })
    const setCookies = answer.headers.getSetCookie()
    for (const line of setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const location = answer.headers.get('location') ?? ''
    return {
      status: answer.status,
      location: location && new URL(location, url).href,
      text: await answer.text(),
      setCookies,
    }
  }

  /** Follows redirects at the provider until it is sent to our callback; gives that address. */
  async toCallback(start: string): Promise<string> {
    let { location } = await this.go(start)
    for (let step = 0; step < 10 && !location.startsWith(callback); step++) ({ location } = await this.go(location))
    return location
  }
}
