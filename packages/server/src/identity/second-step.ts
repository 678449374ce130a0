import { AppError } from '@tessera/metadata'
import type { Pool } from 'pg'
import { isRecoveryCode, makeRecoveryCodes, recoveryCodeHash } from './recovery-codes.js'

/** How the second step of a person stands. */
export interface SecondStepState {
  readonly isOn: boolean
  readonly recoveryCodes: number
}

/**
 * The second step of signing in (decision 0031): codes of an authenticator app, and ten recovery codes. A code is good once.
 * Guesses are counted by whoever asks.
 */
export class SecondStep {
  readonly #pool: Pool
  readonly #key: Uint8Array
  readonly #sealing: string

  constructor(pool: Pool, key: Uint8Array) {
    this.#pool = pool
    this.#key = key
    this.#sealing = Buffer.from(key).toString('base64url')
  }

  async stateOf(accountId: string): Promise<SecondStepState> {
    const found = await this.#pool.query<SecondStepState>(
      `select exists (select from platform.second_steps where account_id = $1 and confirmed_at is not null) as "isOn",
         (select count(*)::int from platform.recovery_codes where account_id = $1) as "recoveryCodes"`,
      [accountId],
    )
    return found.rows[0] as SecondStepState
  }

  /**
   * Makes a secret for the app of a person; it counts once `confirm` has seen a code of it. Errors: `code.on`.
   * Gives the secret to type and the address for a QR code.
   */
  async begin(accountId: string, email: string): Promise<{ readonly secret: string; readonly address: string }> {
    const [{ symmetricEncrypt }, { makeTotpSecret, totpAddress }] = await loadTools()
    const secret = makeTotpSecret()
    const sealed = await symmetricEncrypt({ key: this.#sealing, data: secret })
    const begun = await this.#pool.query(
      `insert into platform.second_steps as s (account_id, secret) values ($1, $2)
       on conflict (account_id) do update set secret = excluded.secret, last_used = null where s.confirmed_at is null`,
      [accountId, sealed],
    )
    if (begun.rowCount === 0) throw new AppError('code.on')
    return { secret, address: totpAddress(secret, email) }
  }

  /** Puts the second step in force and gives the recovery codes, shown once; undefined when the code is wrong. */
  async confirm(accountId: string, code: string): Promise<readonly string[] | undefined> {
    const used = await this.#useTotp(accountId, code, false)
    return used ? this.renewCodes(accountId) : undefined
  }

  /** True when a code of the app or a recovery code is right; it is used up with that. */
  async use(accountId: string, code: string): Promise<boolean> {
    if (!isRecoveryCode(code)) return this.#useTotp(accountId, code, true)
    const used = await this.#pool.query(
      `delete from platform.recovery_codes where account_id = $1 and code_hash = $2
       and exists (select from platform.second_steps where account_id = $1 and confirmed_at is not null)`,
      [accountId, recoveryCodeHash(this.#key, accountId, code)],
    )
    return used.rowCount === 1
  }

  /** Ten new recovery codes in place of those before. */
  async renewCodes(accountId: string): Promise<readonly string[]> {
    const codes = makeRecoveryCodes()
    const hashes = codes.map((code) => recoveryCodeHash(this.#key, accountId, code))
    await this.#pool.query(
      `with before as (delete from platform.recovery_codes where account_id = $1 and not code_hash = any($2))
       insert into platform.recovery_codes (account_id, code_hash) select $1, unnest($2::bytea[])`,
      [accountId, hashes],
    )
    return codes
  }

  /** Takes the second step away. False when there was none. */
  async remove(accountId: string): Promise<boolean> {
    const removed = await this.#pool.query(
      `with codes as (delete from platform.recovery_codes where account_id = $1)
       delete from platform.second_steps where account_id = $1 returning confirmed_at is not null as "wasOn"`,
      [accountId],
    )
    return (removed.rows[0] as { wasOn: boolean } | undefined)?.wasOn === true
  }

  /** Statement and comparison go by the number of the half minute: of two at once, or one after the other, one is right. */
  async #useTotp(accountId: string, code: string, isInForce: boolean): Promise<boolean> {
    const found = await this.#pool.query<{ secret: string }>(
      'select secret from platform.second_steps where account_id = $1 and (confirmed_at is not null) = $2',
      [accountId, isInForce],
    )
    const sealed = found.rows[0]?.secret
    if (sealed === undefined) return false
    const [{ symmetricDecrypt }, { matchTotp }] = await loadTools()
    const step = matchTotp(await symmetricDecrypt({ key: this.#sealing, data: sealed }), code)
    if (step === undefined) return false
    const used = await this.#pool.query(
      `update platform.second_steps set last_used = $2, confirmed_at = coalesce(confirmed_at, now())
       where account_id = $1 and secret = $4 and coalesce(last_used, 0) < $2 and (confirmed_at is not null) = $3`,
      [accountId, step, isInForce, sealed],
    )
    return used.rowCount === 1
  }
}

/** Loaded when the first second step is used: a start needs neither. */
function loadTools() {
  return Promise.all([import('better-auth/crypto'), import('./totp.js')])
}
