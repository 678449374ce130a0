import type { Pool } from 'pg'

/** Only one look at the database in this time. */
const CHECK_EVERY_MS = 400
/** Older knowledge is never used: a revocation counts everywhere within this time. */
const MAX_AGE_MS = 900
/** How far each look reaches back; longer than any autocommitted insert can take to become visible. */
const OVERLAP_MS = 10_000

/**
 * News of revoked sessions, tokens and accounts.
 *
 * A process keeps verified identities, so that reading a session costs no statement. What ends one (signing out, a new
 * password, deactivation, a deleted token, other roles) is written to `platform.revocations`; a process that serves
 * requests reads the last ten seconds of it every 400 ms and never relies on news older than 900 ms. An idle process
 * asks nothing. A process that has not looked for longer than the overlap forgets everything.
 */
export class Revocations {
  readonly #pool: Pool
  readonly #now: () => number
  readonly #forget: (subjects: readonly string[] | 'all') => void
  #checkedAt = Number.NEGATIVE_INFINITY
  #check: Promise<void> | undefined

  constructor(
    pool: Pool,
    forget: (subjects: readonly string[] | 'all') => void,
    now: () => number = performance.now.bind(performance),
  ) {
    this.#pool = pool
    this.#forget = forget
    this.#now = now
  }

  /** Undefined when the news are fresh enough to rely on what is remembered; else wait for it first. */
  refresh(): Promise<void> | undefined {
    const age = this.#now() - this.#checkedAt
    if (age < CHECK_EVERY_MS) return undefined
    this.#check ??= this.#look().finally(() => (this.#check = undefined))
    if (age >= MAX_AGE_MS) return this.#check
    // Still fresh enough to answer: the look goes on beside the request, and its failure shows when the age runs out.
    this.#check.catch(() => undefined)
    return undefined
  }

  /** Ends what is remembered under these subjects in every process, here at once. */
  async revoke(...subjects: readonly string[]): Promise<void> {
    this.#forget(subjects)
    await this.#pool.query('insert into platform.revocations (subject) select unnest($1::text[])', [subjects])
    this.#forget(subjects)
  }

  async #look(): Promise<void> {
    const startedAt = this.#now()
    const isGap = startedAt - this.#checkedAt > OVERLAP_MS / 2
    const news = await this.#pool.query<{ subject: string }>({
      name: 'server-revocations',
      text: `select distinct subject from platform.revocations where at > now() - $1 * interval '1 millisecond'`,
      values: [OVERLAP_MS],
    })
    this.#forget(isGap ? 'all' : news.rows.map((row) => row.subject))
    this.#checkedAt = startedAt
  }
}
