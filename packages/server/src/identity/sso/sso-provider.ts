import type { OutboundClient } from '@tessera/automation'
import { AppError } from '@tessera/metadata'
import type { Configuration } from 'openid-client'
import type { ServerLog } from '../../log.js'
import { guardedFetch } from './guarded-fetch.js'
import type { SsoAttempt } from './sso-attempt.js'
import type { SsoSettings } from './sso-settings.js'

/** What a provider says about somebody, after everything about it was checked. */
export interface SsoPerson {
  readonly issuer: string
  readonly subject: string
  /** Only an address that the provider has verified. */
  readonly email: string | undefined
}

/** What the provider says about itself is asked again after this time; its keys more often, by the library. */
const REMEMBER_MS = 3600_000
const CLOCK_TOLERANCE_SECONDS = 30

/**
 * An OpenID Connect provider through `openid-client`: authorization code with PKCE, state, nonce; issuer, audience, times and
 * signature of the ID token are checked by it. Loaded at the first sign-in.
 */
export class SsoProvider {
  readonly #settings: SsoSettings
  readonly #fetch: ReturnType<typeof guardedFetch>
  readonly #mayBeInsecure: boolean
  readonly #log: ServerLog
  #known: { readonly configuration: Promise<Configuration>; readonly untilMs: number } | undefined

  constructor(
    settings: SsoSettings,
    parts: { readonly outbound: OutboundClient; readonly outboundAllow: readonly string[]; readonly log: ServerLog },
  ) {
    this.#settings = settings
    this.#fetch = guardedFetch(parts.outbound)
    this.#log = parts.log
    const { protocol, host } = new URL(settings.issuer)
    // Without TLS only a provider that the operator named as a private address, on a machine of their own.
    this.#mayBeInsecure = protocol === 'http:' && parts.outboundAllow.includes(host)
  }

  /** Where the browser goes to sign in. Errors: `sso.unreachable`. */
  async address({ state, nonce, verifier }: SsoAttempt, redirectUri: string): Promise<string> {
    const [library, configuration] = await Promise.all([import('openid-client'), this.#configuration()])
    const url = library.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid email profile',
      state,
      nonce,
      code_challenge: await library.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    return url.href
  }

  /** Who came back with this address. Errors: `sso.cancelled`, `sso.refused`, `sso.unreachable`. */
  async person(attempt: SsoAttempt, returned: URL): Promise<SsoPerson> {
    const [library, configuration] = await Promise.all([import('openid-client'), this.#configuration()])
    try {
      const tokens = await library.authorizationCodeGrant(configuration, returned, {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.verifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (claims === undefined || claims.sub === '') throw new Error('The ID token has no subject.')
      const about =
        claims['email'] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
          ? await library.fetchUserInfo(configuration, tokens.access_token, claims.sub)
          : claims
      const isVerified = about['email_verified'] === true || about['email_verified'] === 'true'
      const email = isVerified && typeof about['email'] === 'string' ? about['email'] : undefined
      return { issuer: claims.iss, subject: claims.sub, email }
    } catch (error) {
      throw this.#refusal(error)
    }
  }

  #refusal(error: unknown): AppError {
    const { error: told, cause } = error as { readonly error?: unknown; readonly cause?: unknown }
    if (told === 'access_denied') return new AppError('sso.cancelled').with({ cause: error })
    // Why is for the operator: whoever tries to deceive us should not learn it.
    this.#log.warn({ reason: reasonOf(error) }, 'A single sign-on was refused')
    const isOurs = error instanceof AppError || cause instanceof AppError
    return new AppError(isOurs ? 'sso.unreachable' : 'sso.refused').with({ cause: error })
  }

  async #configuration(): Promise<Configuration> {
    if (this.#known === undefined || Date.now() > this.#known.untilMs) {
      this.#known = { configuration: this.#discover(), untilMs: Date.now() + REMEMBER_MS }
    }
    const known = this.#known
    try {
      return await known.configuration
    } catch (error) {
      if (this.#known === known) this.#known = undefined
      this.#log.warn({ reason: reasonOf(error) }, 'The identity provider does not answer as one')
      throw new AppError('sso.unreachable').with({ cause: error })
    }
  }

  async #discover(): Promise<Configuration> {
    const library = await import('openid-client')
    const { issuer, clientId, clientSecret } = this.#settings
    const own = { [library.customFetch]: this.#fetch }
    const execute = this.#mayBeInsecure ? [library.allowInsecureRequests] : []
    const found = await library.discovery(new URL(issuer), clientId, undefined, undefined, { ...own, execute })
    const server = found.serverMetadata()
    const methods = server.token_endpoint_auth_methods_supported
    const isBasic = methods === undefined || methods.includes('client_secret_basic')
    const authentication = isBasic ? library.ClientSecretBasic(clientSecret) : library.ClientSecretPost(clientSecret)
    const client = { client_secret: clientSecret, [library.clockTolerance]: CLOCK_TOLERANCE_SECONDS }
    const configuration = new library.Configuration(server, clientId, client, authentication)
    configuration[library.customFetch] = this.#fetch
    if (this.#mayBeInsecure) library.allowInsecureRequests(configuration)
    // The token comes over TLS from the provider itself, and its signature is checked all the same.
    library.enableNonRepudiationChecks(configuration)
    return configuration
  }
}

/** The sentences of an error and of what caused it. Never the whole: the library hangs claims and tokens on it. */
function reasonOf(error: unknown): string {
  const sentences: string[] = []
  for (let one = error; one instanceof Error && sentences.length < 5; one = one.cause) {
    const { code } = one as { readonly code?: unknown }
    sentences.push(typeof code === 'string' ? `${one.message} (${code})` : one.message)
  }
  return sentences.join(' ← ')
}
