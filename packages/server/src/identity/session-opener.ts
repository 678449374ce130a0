import type { BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'

/** Who has just proved who they are, and the browser they did it with. */
export interface SessionOpening {
  readonly accountId: string
  readonly userAgent: string
  readonly network: string
}

/** Source: standardschema.dev, version 1. */
export interface OpeningSchema {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => { readonly value: SessionOpening }
    readonly types?: { readonly input: SessionOpening; readonly output: SessionOpening }
  }
}

/** Our own code is the only caller: its shape is the compiler's affair. */
const opening: OpeningSchema = {
  '~standard': { version: 1, vendor: 'tessera', validate: (value) => ({ value: value as SessionOpening }) },
}

/**
 * A session for somebody whose identity our own sign-in has checked: password, second step, identity provider. It has no
 * address; better-auth makes the token and signs the cookie. Every session has a new token, whatever the browser sent.
 */
export function sessionOpener() {
  return {
    id: 'tessera-session-opener',
    endpoints: {
      openSession: createAuthEndpoint.serverOnly({ method: 'POST', body: opening }, async (ctx) => {
        const { accountId, userAgent, network } = ctx.body
        const { internalAdapter } = ctx.context
        const user = await internalAdapter.findUserById(accountId)
        if (user === null) throw new Error('There is no such account.')
        const session = await internalAdapter.createSession(accountId, false, { userAgent, ipAddress: network })
        await setSessionCookie(ctx, { session, user }, false)
        return { sessionId: session.id }
      }),
    },
  } satisfies BetterAuthPlugin
}
