import type { Page } from 'playwright-core'
import type { Random } from '../../support/random-schema-change.js'

/** What a place holds, as plain JSON: two states are the same when their texts are. */
export type State = unknown

/** One of the states a person led a place through. */
export interface Moment {
  readonly state: State
  /** What led there, for the report. */
  readonly what: string
  /** Milliseconds of the process, when it was surely done; undefined: the death may have come first. */
  doneAt?: number
  /** What one undo may lead back to; undefined: not known to the model. */
  readonly back: readonly State[] | undefined
}

/** The hand has done as much as it was to do: the tab dies now, perhaps in the middle of a word. */
export class Enough extends Error {}

/**
 * How many presses of undo take it back: one; perhaps more, as of a longer text; or it may have become one step with what was
 * done before it.
 */
export type GestureKind = 'step' | 'steps' | 'joined'

interface Gesture {
  readonly before: State
  readonly kind: GestureKind
}

/**
 * Does what a person does in a tab, one key or click after another at an uneven pace, and notes the state each leads to and
 * when. After a number of acts it throws `Enough`.
 */
export class Hand {
  readonly moments: Moment[]
  #gestures: Gesture[] = []
  #undone: State[] = []
  #acts = 0

  constructor(
    readonly page: Page,
    readonly random: Random,
    private readonly limit: number,
    initial: State,
  ) {
    this.moments = [{ state: initial, what: 'opened', doneAt: 0, back: undefined }]
  }

  get state(): State {
    return (this.moments.at(-1) as Moment).state
  }

  begin(kind: GestureKind): void {
    this.#gestures.push({ before: this.state, kind })
    this.#undone = []
  }

  /** One key or click that changes something. */
  async act(what: string, state: State, how: () => Promise<unknown>): Promise<void> {
    const gesture = this.#gestures.at(-1)
    const from =
      gesture === undefined || gesture.kind === 'joined'
        ? undefined
        : this.moments.findLastIndex((one) => one.state === gesture.before)
    const back = from === undefined ? undefined : this.moments.slice(from).map((one) => one.state)
    await this.#note({ state, what, back }, how)
  }

  /** Types a text key by key; `stateOf` says what is there after so much of it. */
  async type(what: string, text: string, stateOf: (typed: string) => State): Promise<void> {
    for (let length = 1; length <= text.length; length += 1) {
      const typed = text.slice(0, length)
      await this.act(`${what} “${typed}”`, stateOf(typed), () => this.page.keyboard.type(text.charAt(length - 1)))
    }
  }

  /** Presses undo or redo where the model knows what that does; undefined where it does not. */
  async travel(): Promise<State | undefined> {
    const isRedo = this.#undone.length > 0 && this.random() < 0.5
    if (isRedo) {
      const state = this.#undone.pop() as State
      this.#gestures.push({ before: this.state, kind: 'step' })
      await this.#note({ state, what: 'redo', back: [this.state] }, () => this.#click('redo'))
      return state
    }
    const gesture = this.#gestures.at(-1)
    if (gesture?.kind !== 'step') return undefined
    this.#gestures.pop()
    this.#undone.push(this.state)
    const earlier = this.#gestures.at(-1)
    const back = earlier?.kind === 'step' ? [earlier.before] : undefined
    await this.#note({ state: gesture.before, what: 'undo', back }, () => this.#click('undo'))
    return gesture.before
  }

  whole(below: number): number {
    return Math.floor(this.random() * below)
  }

  pick<T>(list: readonly T[]): T {
    return list[this.whole(list.length)] as T
  }

  /** A made-up word that no rule of the product knows. */
  word(): string {
    return Array.from({ length: 4 + this.whole(5) }, () => this.pick([...'bdfgkmpruwz'])).join('')
  }

  #click(button: 'undo' | 'redo'): Promise<void> {
    return this.page.locator(`[data-test="${button}"]`).click()
  }

  async #note(moment: Moment, how: () => Promise<unknown>): Promise<void> {
    if (this.#acts >= this.limit) throw new Enough()
    this.#acts += 1
    this.moments.push(moment)
    await how()
    moment.doneAt = performance.now()
    const pace = this.random()
    await this.page.waitForTimeout(pace < 0.06 ? 700 + this.random() * 900 : 15 + pace * 120)
  }
}
