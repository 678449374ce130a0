import { Secret, TOTP } from 'otpauth'

const SECONDS = 30
const SECRET_BYTES = 20

/** A new secret in base32, as apps take it when it is typed. */
export function makeTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32
}

/** The address that an authenticator app reads from a QR code. */
export function totpAddress(secret: string, email: string): string {
  return totpOf(secret, email).toString()
}

/**
 * The half minute (counted from 1970) whose code this is: the present one, or one beside it, because clocks differ.
 * Undefined for any other code. Source: RFC 6238, six digits, SHA-1, as every app speaks it.
 */
export function matchTotp(secret: string, code: string, nowMs: number = Date.now()): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = totpOf(secret, '').validate({ token: code, timestamp: nowMs, window: 1 })
  return delta === null ? undefined : Math.floor(nowMs / 1000 / SECONDS) + delta
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Tessera', label, secret: Secret.fromBase32(secret), digits: 6, period: SECONDS })
}
