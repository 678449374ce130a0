import type { Pool } from 'pg'
import type { ServerLog } from '../log.js'

const EVERY_MS = 3600_000

/** What has had its day, oldest tables of the server first. Safe to run in several processes at once. */
const statements = [
  `delete from platform.idempotency where created_at < now() - interval '24 hours'`,
  `delete from platform.revocations where at < now() - interval '1 hour'`,
  `delete from platform.guesses where kept_until < now()`,
  `delete from platform.half_sign_ins where expires_at < now()`,
  `delete from platform.used_sso_attempts where kept_until < now()`,
  `delete from platform.links where expires_at < now() - interval '60 days'`,
  `delete from platform.known_devices where last_used_at < now() - interval '1 year'`,
  `delete from platform.auth_session where "expiresAt" < now()`,
  `delete from platform.auth_verification where "expiresAt" < now()`,
]

/** Removes expired rows every hour. Gives the function that ends it. */
export function startHousekeeping(pool: Pool, log: ServerLog): () => void {
  const clean = () => {
    cleanUp(pool).catch((error: unknown) => log.warn({ err: error }, 'Expired rows could not be removed'))
  }
  const timer = setInterval(clean, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}

/** Removes expired rows. */
export async function cleanUp(pool: Pool): Promise<void> {
  for (const statement of statements) await pool.query(statement)
}
