import { AppError } from '@tessera/metadata'
import type { Pool } from 'pg'

/** How many guesses in how long. */
export interface GuessBudget {
  readonly guesses: number
  readonly seconds: number
}

/** A guess that was counted. */
export interface CountedGuess {
  /** True when no further one is allowed for now. */
  readonly isLast: boolean
  /** Takes it off the count again: it was right, or nobody looked at it. */
  giveBack(): Promise<void>
}

/** Looks at a guess; what could not be looked at, because the machine is busy, was none. */
export async function lookAt<T>(guess: CountedGuess, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await guess.giveBack()
    throw error
  }
}

/**
 * Counts guesses in PostgreSQL, for all processes together. What is kept are the moments of the last ones, so that the
 * budget holds for any span of its length and not only from one full quarter of an hour to the next.
 */
export class GuessCounter {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** Counts a guess before it is looked at; undefined when the budget of the key is used up. One statement. */
  async take(key: string, { guesses, seconds }: GuessBudget): Promise<CountedGuess | undefined> {
    const taken = await this.#pool.query<{ moment: string; count: number }>({
      name: 'server-take-guess',
      text: `insert into platform.guesses as g (key, moments, kept_until)
             values ($1, array[clock_timestamp()], clock_timestamp() + $3 * interval '1 second')
             on conflict (key) do update set
               moments = array(select m from unnest(g.moments) as m
                 where m > clock_timestamp() - $3 * interval '1 second' order by m) || clock_timestamp(),
               kept_until = clock_timestamp() + $3 * interval '1 second'
             where (select count(*) from unnest(g.moments) as m
               where m > clock_timestamp() - $3 * interval '1 second') < $2
             returning moments[cardinality(moments)]::text as moment, cardinality(moments) as count`,
      values: [key, guesses, seconds],
    })
    const row = taken.rows[0]
    if (row === undefined) return undefined
    return { isLast: row.count >= guesses, giveBack: () => this.#remove(key, row.moment) }
  }

  /** The refusal of a guess beyond the budget: 429 `request.too_many` that says when the next one is allowed. */
  async refusal(key: string, { guesses, seconds }: GuessBudget): Promise<AppError> {
    const found = await this.#pool.query<{ wait: number }>(
      `select ceil(extract(epoch from m + $3 * interval '1 second' - clock_timestamp()))::int as wait
       from platform.guesses, unnest(moments) as m where key = $1 order by m desc offset $2 - 1 limit 1`,
      [key, guesses, seconds],
    )
    return new AppError('request.too_many').with({ retryAfterSeconds: Math.max(1, found.rows[0]?.wait ?? 1) })
  }

  async #remove(key: string, moment: string): Promise<void> {
    await this.#pool.query(
      'update platform.guesses set moments = array_remove(moments, $2::timestamptz) where key = $1',
      [key, moment],
    )
  }
}
