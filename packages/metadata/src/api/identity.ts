/** Wire shapes of identity; api.md section 2. */
import type { Locale, Localized } from '../text/localized.js'

export type Capability = 'studio' | 'people' | 'templates' | 'tokens' | 'audit'

export interface UserAnswer {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly locale: Locale
}

/** GET /api/me. */
export interface MeAnswer {
  readonly user: UserAnswer
  readonly workspace: { readonly key: string; readonly title: string; readonly timeZone: string }
  readonly roles: readonly { readonly key: string; readonly title: Localized }[]
  readonly capabilities: readonly Capability[]
  /** Position of the stream of events: `GET /api/events?after=` tells everything that happened since this answer. */
  readonly events: string
  /** A second step is asked of the caller and not set up: nothing else is open to them until it is. */
  readonly secondStepNeeded?: boolean
}

/** Body of POST /api/setup. `code` is needed from an address other than loopback. */
export interface SetupRequest {
  readonly email: string
  readonly password: string
  readonly name: string
  readonly code?: string
}

export interface SessionRequest {
  readonly email: string
  readonly password: string
}

export interface TokenRequest {
  readonly name: string
  readonly role?: string
  readonly expiresAt?: string
}

/** The token itself is shown once. */
export interface TokenCreated {
  readonly id: string
  readonly token: string
}

export interface TokenEntry {
  readonly id: string
  readonly name: string
  readonly role: string | null
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
}

/** Body of POST /api/people; of PATCH all are optional. */
export interface PersonRequest {
  readonly email: string
  readonly name: string
  readonly password?: string
  readonly roles?: readonly string[]
  readonly department?: string | null
  /** Further departments. */
  readonly departments?: readonly string[]
  /** Whom the person reports to. */
  readonly manager?: string | null
  readonly phone?: string | null
  /** Job title. */
  readonly title?: string | null
}

/**
 * A link for one person and one use, shown once to who made it: POST /api/people/:id/invitation and /reset-link. `url` is
 * null where the installation does not know its own address; the path then follows that of the screen.
 */
export interface PersonLink {
  readonly path: string
  readonly url: string | null
  readonly expiresAt: string
}

/** Whom a link is for: POST /api/invitations/look, /api/password/look. */
export interface LinkLook {
  readonly email: string
  readonly name: string
  readonly workspace: { readonly title: string }
  readonly expiresAt: string
}

/** Body of POST /api/invitations/accept; of /api/password/reset without `name`. */
export interface LinkUse {
  readonly token: string
  readonly password: string
  readonly name?: string
}

/** GET /api/me/second-step. */
export interface SecondStepAnswer {
  readonly on: boolean
  /** Recovery codes that are left. */
  readonly recoveryCodes: number
  /** Whether the password is asked for when it is changed; not of people who only come by single sign-on. */
  readonly asksPassword: boolean
}

/** POST /api/me/second-step: what an authenticator app takes; shown once. */
export interface SecondStepBegun {
  readonly secret: string
  /** `otpauth:` address, for a QR code. */
  readonly address: string
}

/** Recovery codes, shown once. */
export interface RecoveryCodes {
  readonly recoveryCodes: readonly string[]
}

/** GET /api/me/sessions. */
export interface SessionsAnswer {
  readonly sessions: readonly {
    readonly id: string
    readonly createdAt: string
    /** Exact to a day. */
    readonly lastSeenAt: string
    readonly userAgent: string
    readonly network: string | null
    /** That of the request itself. */
    readonly current: boolean
  }[]
}

/** GET /api/session/ways: how people sign in here. */
export interface SignInWays {
  /** `administrators`: everybody else comes by single sign-on. */
  readonly password: 'everybody' | 'administrators'
  readonly sso: { readonly label: string | null } | null
}
