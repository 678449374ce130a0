import type { Locale } from '@tessera/metadata'
import type { Pool } from 'pg'
import type { AuthLoader } from './load-auth.js'

/** An account as better-auth keeps it. */
export interface Account {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly locale: Locale
}

/** An id that no account has. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Accounts and passwords. better-auth does what is about secrets; plain columns are plain statements. */
export class Accounts {
  readonly #auth: AuthLoader
  readonly #pool: Pool

  constructor(auth: AuthLoader, pool: Pool) {
    this.#auth = auth
    this.#pool = pool
  }

  /** True when at least one account exists. */
  async isAny(): Promise<boolean> {
    const found = await this.#pool.query('select 1 from platform.auth_user limit 1')
    return found.rowCount === 1
  }

  async find(id: string): Promise<Account | undefined> {
    const found = await this.#pool.query<Account>(
      'select id, email, name, locale from platform.auth_user where id = $1',
      [id],
    )
    return found.rows[0]
  }

  async findByEmail(email: string): Promise<Account | undefined> {
    const found = await this.#pool.query<Account>(
      'select id, email, name, locale from platform.auth_user where email = $1',
      [normalizeEmail(email)],
    )
    return found.rows[0]
  }

  /** Makes an account; without a password nobody can sign in to it until an administrator sets one. */
  async create(input: {
    readonly email: string
    readonly name: string
    readonly locale: Locale
    readonly password?: string | undefined
  }): Promise<Account> {
    const { internalAdapter } = await (await this.#auth()).$context
    const email = normalizeEmail(input.email)
    const user = await internalAdapter.createUser(
      { email, name: input.name, locale: input.locale, emailVerified: false },
      { method: 'admin' },
    )
    if (input.password !== undefined) await this.setPassword(user.id, input.password)
    return { id: user.id, email, name: input.name, locale: input.locale }
  }

  /** Accounts by their addresses, each with whether it works anywhere. */
  async findAll(
    emails: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly id: string; readonly isMember: boolean }>> {
    const found = await this.#pool.query<{ email: string; id: string; isMember: boolean }>(
      `select email, id, exists (select from platform.memberships m where m.account_id = u.id) as "isMember"
       from platform.auth_user u where email = any($1)`,
      [emails.map(normalizeEmail)],
    )
    return new Map(found.rows.map(({ email, ...account }) => [email, account]))
  }

  /** Makes accounts without passwords, all or none. Errors: PostgreSQL's 23505 when an address was taken meanwhile. */
  async createAll(
    people: readonly { readonly id: string; readonly email: string; readonly name: string }[],
    locale: Locale,
  ): Promise<void> {
    await this.#pool.query(
      `insert into platform.auth_user (id, email, name, locale) select id, email, name, $2
       from jsonb_to_recordset($1) as p(id text, email text, name text)`,
      [JSON.stringify(people.map((person) => ({ ...person, email: normalizeEmail(person.email) }))), locale],
    )
  }

  async setPassword(accountId: string, password: string): Promise<void> {
    const { internalAdapter, password: hashing } = await (await this.#auth()).$context
    const hashed = await hashing.hash(password)
    const credentials = await internalAdapter.findAccounts(accountId)
    if (credentials.some(({ providerId }) => providerId === 'credential')) {
      await internalAdapter.updatePassword(accountId, hashed)
    } else {
      await internalAdapter.linkAccount({
        userId: accountId,
        providerId: 'credential',
        accountId,
        password: hashed,
      })
    }
  }

  /** True when somebody can sign in to the account with a password. */
  async hasPassword(accountId: string): Promise<boolean> {
    const found = await this.#pool.query(
      `select 1 from platform.auth_account where "userId" = $1 and "providerId" = 'credential' and password is not null`,
      [accountId],
    )
    return found.rowCount === 1
  }

  /** The hash of a password, as it is kept. */
  async hash(password: string): Promise<string> {
    const { password: hashing } = await (await this.#auth()).$context
    return hashing.hash(password)
  }

  /** An account nobody has, or one without a password, costs as much time as one whose password is wrong. */
  async isPassword(accountId: string | undefined, password: string): Promise<boolean> {
    const { internalAdapter, password: hashing } = await (await this.#auth()).$context
    const credentials = await internalAdapter.findAccounts(accountId ?? NOBODY)
    const hashed = credentials.find(({ providerId }) => providerId === 'credential')?.password
    if (typeof hashed === 'string') return hashing.verify({ hash: hashed, password })
    await hashing.hash(password)
    return false
  }

  async change(
    id: string,
    changes: { readonly name?: string; readonly email?: string; readonly locale?: Locale },
  ): Promise<void> {
    await this.#pool.query(
      `update platform.auth_user
       set name = coalesce($2, name), email = coalesce($3, email), locale = coalesce($4, locale), "updatedAt" = now()
       where id = $1`,
      [
        id,
        changes.name ?? null,
        changes.email === undefined ? null : normalizeEmail(changes.email),
        changes.locale ?? null,
      ],
    )
  }

  /** Of those who are in, and of those who still owe a code. */
  async endSessions(accountId: string): Promise<void> {
    await this.#pool.query(
      `with half as (delete from platform.half_sign_ins where account_id = $1)
       delete from platform.auth_session where "userId" = $1`,
      [accountId],
    )
  }

  async removeAll(ids: readonly string[]): Promise<void> {
    await this.#pool.query('delete from platform.auth_user where id = any($1)', [ids])
  }

  async remove(id: string): Promise<void> {
    await this.#pool.query('delete from platform.auth_user where id = $1', [id])
  }
}

/** E-mail addresses are compared in lower case, without spaces around them. */
export function normalizeEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase()
}
