import { LaunchError } from '../launch-error.js'

/** Single sign-on as the server takes it. */
export interface Sso {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly label?: string
  readonly isOnlyWay: boolean
}

/** The variables as they were written; empty ones are undefined. */
export interface SsoTexts {
  readonly issuer: string | undefined
  readonly clientId: string | undefined
  readonly clientSecret: string | undefined
  readonly label: string | undefined
  readonly only: string | undefined
}

/**
 * Single sign-on by an OpenID Connect provider; undefined: none. Without TLS only where the provider is named in
 * TESSERA_OUTBOUND_ALLOW.
 *
 * Errors: `LaunchError` naming the variable.
 */
export function ssoOf(
  { issuer, clientId, clientSecret, label, only }: SsoTexts,
  around: { readonly publicUrl: string | undefined; readonly outboundAllow: readonly string[] },
): Sso | undefined {
  const isOnlyWay = isOn(only)
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) {
    if (isOnlyWay) throw missing('TESSERA_OIDC_ONLY', 'TESSERA_OIDC_ISSUER')
    return undefined
  }
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    throw new LaunchError(
      'TESSERA_OIDC_ISSUER、TESSERA_OIDC_CLIENT_ID 和 TESSERA_OIDC_CLIENT_SECRET 必须同时设置。',
      'TESSERA_OIDC_ISSUER, TESSERA_OIDC_CLIENT_ID and TESSERA_OIDC_CLIENT_SECRET must be set together.',
    )
  }
  if (around.publicUrl === undefined) throw missing('TESSERA_OIDC_ISSUER', 'TESSERA_PUBLIC_URL')
  checkIssuer(issuer, around.outboundAllow)
  return { issuer, clientId, clientSecret, isOnlyWay, ...(label === undefined ? {} : { label }) }
}

function checkIssuer(issuer: string, outboundAllow: readonly string[]): void {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && outboundAllow.includes(url.host))
  if (url !== undefined && isSafe && url.search === '' && url.hash === '' && url.username === '') return
  throw new LaunchError(
    `TESSERA_OIDC_ISSUER 应为 https 网址，而不是「${issuer}」；内网的 http 网址要写进 TESSERA_OUTBOUND_ALLOW。`,
    `TESSERA_OIDC_ISSUER must be an https address, not "${issuer}"; one by http must be named in TESSERA_OUTBOUND_ALLOW.`,
  )
}

function isOn(text: string | undefined): boolean {
  if (text === undefined || text === 'true' || text === 'false') return text === 'true'
  throw new LaunchError(
    `TESSERA_OIDC_ONLY 应为 true 或 false，而不是「${text}」。`,
    `TESSERA_OIDC_ONLY must be true or false, not "${text}".`,
  )
}

function missing(name: string, needed: string): LaunchError {
  return new LaunchError(`设置 ${name} 时必须同时设置 ${needed}。`, `${name} needs ${needed}.`)
}
