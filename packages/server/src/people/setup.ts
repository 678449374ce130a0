import type { Origin } from '@tessera/engine'
import type { AuditLog } from '../audit/audit-log.js'
import type { Account, Accounts } from '../identity/accounts.js'
import { ADMINISTRATOR } from '../identity/identity.js'
import { AppError } from '@tessera/metadata'
import { randomInt, timingSafeEqual } from 'node:crypto'
import type { Pool } from 'pg'
import type { NewPerson, People } from './people.js'

/** The workspace of a fresh installation. */
export const FIRST_WORKSPACE = 'main'

/** Advisory lock: only one process makes the first administrator. */
const FIRST_ACCOUNT_LOCK = 7_354_002

/** The way from no account to the first administrator. */
export class Setup {
  readonly #pool: Pool
  readonly #accounts: Accounts
  readonly #people: People
  readonly #audit: AuditLog
  /** Asked from addresses other than loopback; the server prints it when it starts. */
  readonly code: string = makeCode()
  #isDone = false
  #last: Promise<unknown> = Promise.resolve()

  constructor(parts: {
    readonly pool: Pool
    readonly accounts: Accounts
    readonly people: People
    readonly audit: AuditLog
  }) {
    this.#pool = parts.pool
    this.#accounts = parts.accounts
    this.#people = parts.people
    this.#audit = parts.audit
  }

  /** True while no account exists. */
  async isNeeded(): Promise<boolean> {
    this.#isDone ||= await this.#accounts.isAny()
    return !this.#isDone
  }

  /**
   * Makes the first administrator. Errors: 404 `setup.done` when an account exists.
   *
   * Requests of one process take turns here, so that only one of its connections waits for the lock between processes:
   * the one who holds it needs another connection to work with.
   */
  createFirst(person: Omit<NewPerson, 'roles'>, origin?: Origin): Promise<Account> {
    const turn = this.#last.then(() => this.#createUnderLock(person, origin))
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async #createUnderLock(person: Omit<NewPerson, 'roles'>, origin: Origin | undefined): Promise<Account> {
    const client = await this.#pool.connect()
    try {
      await client.query('select pg_advisory_lock($1)', [FIRST_ACCOUNT_LOCK])
      if (!(await this.isNeeded())) throw new AppError('setup.done')
      const account = await this.#people.create(FIRST_WORKSPACE, { ...person, roles: [ADMINISTRATOR] })
      const who = { workspace: FIRST_WORKSPACE, actor: account.id, through: { kind: 'person' }, origin } as const
      await this.#audit.noteOf(who, { action: 'setup.done', subject: { kind: 'person', key: account.id } })
      return account
    } finally {
      await client.query('select pg_advisory_unlock($1)', [FIRST_ACCOUNT_LOCK]).catch(() => undefined)
      client.release()
    }
  }

  /** Compares in constant time. */
  isCode(code: string): boolean {
    const given = Buffer.from(code.trim().toUpperCase())
    const wanted = Buffer.from(this.code)
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }
}

/** Eight signs without those that look alike: 'K7QM-2XHD'. */
function makeCode(): string {
  const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  const text = Array.from({ length: 8 }, () => signs[randomInt(signs.length)]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}
