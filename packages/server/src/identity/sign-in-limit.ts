import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { GuessCounter, type CountedGuess, type GuessBudget } from './guess-counter.js'

const QUARTER_HOUR = 15 * 60

/**
 * Ten guesses an account in 15 minutes, in two parts: seven anybody may use up, three that only browsers reach which the
 * owner has signed in with. So nobody can lock an owner out by guessing, and the sum holds whatever is rotated.
 */
const anybody: GuessBudget = { guesses: 7, seconds: QUARTER_HOUR }
const knownBrowser: GuessBudget = { guesses: 3, seconds: QUARTER_HOUR }
/** Over all accounts, from one address (IPv6: one /64). */
const network: GuessBudget = { guesses: 100, seconds: QUARTER_HOUR }
/** For codes of the second step, which only who knows the password may enter; and set-up codes. */
const code: GuessBudget = { guesses: 10, seconds: QUARTER_HOUR }
/** How often a person is told that somebody guesses. */
const telling: GuessBudget = { guesses: 1, seconds: 24 * 3600 }

/** Whose password is being guessed, and from where; only what the server itself knows. */
export interface GuessTarget {
  /** The account's id, else the address asked for in its normal form: both are counted alike. */
  readonly accountId: string | undefined
  readonly email: string
  /** The browser proved that this person signed in with it before, or has a session. */
  readonly isKnown: boolean
  /** Undefined: a program on this machine. */
  readonly network: string | undefined
}

/** Limits of guessing, decision 0029. Counted before a guess is looked at. */
export class SignInLimit {
  readonly #counter: GuessCounter

  constructor(pool: Pool) {
    this.#counter = new GuessCounter(pool)
  }

  /** Counts the guess of a password. Errors: 429 `request.too_many` with Retry-After. */
  async countPassword(target: GuessTarget): Promise<CountedGuess> {
    const guess = await this.#countAccount(target)
    // A browser its owner uses is not held up by what others do from the same network.
    if (target.network === undefined || target.isKnown) return guess
    const key = `network:${target.network}`
    const fromNetwork = await this.#counter.take(key, network)
    if (fromNetwork === undefined) {
      await guess.giveBack()
      throw await this.#counter.refusal(key, network)
    }
    return { isLast: guess.isLast, giveBack: () => both(guess, fromNetwork) }
  }

  /** Counts the guess of a code that belongs to a key: 'setup', 'second:<account id>'. Errors as above. */
  async countCode(key: string): Promise<CountedGuess> {
    const guess = await this.#counter.take(key, code)
    if (guess === undefined) throw await this.#counter.refusal(key, code)
    return guess
  }

  /** True once a day for a piece of news: whether it is to be told now. */
  async isToBeTold(news: string): Promise<boolean> {
    return (await this.#counter.take(`told:${news}`, telling)) !== undefined
  }

  async #countAccount({ accountId, email, isKnown }: GuessTarget): Promise<CountedGuess> {
    const name = accountId ?? createHash('sha256').update(email).digest('base64url')
    const key = `password:${name}`
    const guess =
      (isKnown ? await this.#counter.take(`known:${name}`, knownBrowser) : undefined) ??
      (await this.#counter.take(key, anybody))
    if (guess === undefined) throw await this.#counter.refusal(key, anybody)
    return guess
  }
}

async function both(first: CountedGuess, second: CountedGuess): Promise<void> {
  await Promise.all([first.giveBack(), second.giveBack()])
}
