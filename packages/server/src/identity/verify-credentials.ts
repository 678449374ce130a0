import type { ApiTokens } from './api-tokens.js'
import type { Auth } from './create-auth.js'
import type { AuthLoader } from './load-auth.js'
import { SESSION_COOKIE, type Credentials } from './credentials.js'
import type { Verified } from './identity-cache.js'
import type { Memberships } from './memberships.js'
import type { SecondStep } from './second-step.js'
import { isSecondStepAsked, type SecondStepFor } from './second-step-for.js'

/** Asks the database who credentials belong to: better-auth for sessions, our own table for tokens. */
export function verifyCredentials(parts: {
  readonly auth: AuthLoader
  readonly memberships: Memberships
  readonly tokens: ApiTokens
  readonly secondStep: SecondStep
  readonly secondStepFor: SecondStepFor
}): (credentials: Credentials) => Promise<Verified | undefined> {
  return async ({ kind, secret }) => {
    if (kind === 'session') return verifySession(await parts.auth(), parts, secret)
    const identity = secret === '' ? undefined : await parts.tokens.verify(secret)
    return identity === undefined ? undefined : { identity, setCookies: [] }
  }
}

async function verifySession(
  auth: Auth,
  parts: Pick<Parameters<typeof verifyCredentials>[0], 'memberships' | 'secondStep' | 'secondStepFor'>,
  secret: string,
): Promise<Verified | undefined> {
  const { response, headers } = await auth.api.getSession({
    headers: new Headers({ cookie: `${SESSION_COOKIE}=${secret}` }),
    returnHeaders: true,
  })
  if (response === null) return undefined
  const { user, session } = response
  const active = await parts.memberships.activeOf(user.id)
  if (active.length === 0) return undefined
  const isAsked = isSecondStepAsked(parts.secondStepFor, active)
  return {
    identity: {
      accountId: user.id,
      name: user.name,
      email: user.email,
      locale: user.locale === 'en' ? 'en' : 'zh-CN',
      through: { kind: 'person' },
      sessionToken: session.token,
      owesSecondStep: isAsked && !(await parts.secondStep.stateOf(user.id)).isOn,
      apiToken: undefined,
      memberships: active,
      expiresAtMs: new Date(session.expiresAt).getTime(),
      actors: new Map(),
    },
    setCookies: headers?.getSetCookie() ?? [],
  }
}
