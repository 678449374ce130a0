import { uuid7 } from '@tessera/engine'
import { AppError } from '@tessera/metadata'
import type { Pool } from 'pg'
import type { Account, Accounts } from '../accounts.js'
import type { SsoPerson } from './sso-provider.js'

/**
 * Which account somebody of the provider has: by issuer and subject once they are linked, before that by the e-mail address
 * the provider has verified. Nobody gets an account by signing in: people are made by administrators.
 */
export class SsoAccounts {
  readonly #pool: Pool
  readonly #accounts: Accounts

  constructor(pool: Pool, accounts: Accounts) {
    this.#pool = pool
    this.#accounts = accounts
  }

  /** Errors: `sso.unverified`, `sso.unknown`, `sso.other_subject` when the account belongs to somebody else there. */
  async find({ issuer, subject, email }: SsoPerson): Promise<Account> {
    const provider = `oidc ${issuer}`
    const linked = await this.#linked(provider, subject)
    if (linked !== undefined) return linked
    if (email === undefined) throw new AppError('sso.unverified')
    const account = await this.#accounts.findByEmail(email)
    if (account === undefined) throw new AppError('sso.unknown')
    await this.#pool.query(
      `insert into platform.auth_account (id, "accountId", "providerId", "userId")
       select $1, $2, $3, $4
       where not exists (select from platform.auth_account where "providerId" = $3 and "userId" = $4)
       on conflict ("providerId", "accountId") do nothing`,
      [uuid7(), subject, provider, account.id],
    )
    const now = await this.#linked(provider, subject)
    if (now?.id !== account.id) throw new AppError('sso.other_subject')
    return now
  }

  async #linked(provider: string, subject: string): Promise<Account | undefined> {
    const found = await this.#pool.query<{ id: string }>(
      'select "userId" as id from platform.auth_account where "providerId" = $1 and "accountId" = $2',
      [provider, subject],
    )
    const id = found.rows[0]?.id
    return id === undefined ? undefined : this.#accounts.find(id)
  }
}
