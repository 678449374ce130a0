import { accessKey, systemActor, type Actor } from '@tessera/engine'
import type { ServerLog } from '../log.js'
import type { ChangesPage, ChangeSource } from './change-source.js'
import type { EventStream, News } from './event-stream.js'

/** The truth is asked for this often while somebody listens: what other processes write arrives within a second. */
const EVERY_MS = 500
/** However many changes this process makes, it looks no more often than this. */
const GAP_MS = 100
/** Streams that are brought up to date at the same time: they must leave connections to requests. */
const AT_ONCE = 3

/** Looks at one workspace as long as it has streams: twice a second, and at once when this process changed something. */
export class WorkspaceFeed {
  readonly streams = new Set<EventStream>()
  readonly #workspace: string
  readonly #source: ChangeSource
  readonly #log: ServerLog
  /** Up to here the streams have been told that there is something. */
  #position: string | undefined
  #isRunning = false
  #isHinted = false
  #wake: () => void = () => undefined

  constructor(workspace: string, source: ChangeSource, log: ServerLog) {
    this.#workspace = workspace
    this.#source = source
    this.#log = log
  }

  add(stream: EventStream): void {
    this.streams.add(stream)
    this.hint()
    if (this.#isRunning) return
    this.#isRunning = true
    void this.#run()
  }

  remove(stream: EventStream): void {
    this.streams.delete(stream)
    if (this.streams.size === 0) this.#wake()
  }

  /** Something was committed. */
  hint(): void {
    this.#isHinted = true
    this.#wake()
  }

  async #run(): Promise<void> {
    while (this.streams.size > 0) {
      const startedAt = performance.now()
      this.#isHinted = false
      await this.#round().catch((error: unknown) => this.#report(error))
      await this.#sleep(startedAt + GAP_MS, false)
      await this.#sleep(startedAt + EVERY_MS, true)
    }
    this.#isRunning = false
  }

  async #round(): Promise<void> {
    const news = await this.#look()
    const waiting = [...this.streams]
    const work = async (): Promise<void> => {
      for (let stream = waiting.pop(); stream !== undefined; stream = waiting.pop()) {
        await stream.update(news).catch((error: unknown) => this.#report(error))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  }

  /** The stream stays where it is: the next round tries again. */
  #report(error: unknown): void {
    this.#log.warn({ err: error, workspace: this.#workspace }, 'News of a workspace could not be read')
  }

  /** What is new, whoever may know it: each stream asks again for its reader. */
  async #look(): Promise<News> {
    const platform = systemActor(this.#workspace, 'events')
    const accounts = [...new Set([...this.streams].map(({ subscription }) => subscription.accountId))]
    const [isMore, revision, notifications] = await Promise.all([
      this.#isMore(platform),
      this.#source.revision(platform),
      this.#source.notifications(this.#workspace, accounts),
    ])
    return { isMore, revision, notifications, events: askOnce(this.#source) }
  }

  /** The position is taken before streams ask, so that what comes between is found by the next look. */
  async #isMore(platform: Actor): Promise<boolean> {
    const after = this.#position
    const page = after === undefined ? undefined : await this.#source.events(platform, { after, limit: 1 })
    const isMore = page === undefined || page.reset || page.events.length > 0
    this.#position = (isMore ? await this.#source.events(platform, { limit: 1 }) : page).next
    return isMore
  }

  /** Until a moment of `performance.now()`, or until there is a hint or nobody listens any more. */
  async #sleep(until: number, isWakeable: boolean): Promise<void> {
    const ms = until - performance.now()
    if (ms <= 0 || this.streams.size === 0 || (isWakeable && this.#isHinted)) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      if (!isWakeable) return
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = () => undefined
  }
}

/** The same question by readers with the same rights is asked once; for one round, so that no answer grows old. */
function askOnce(source: ChangeSource): ChangeSource['events'] {
  const answers = new Map<string, Promise<ChangesPage>>()
  return (actor, query) => {
    const key = `${accessKey(actor)}\n${JSON.stringify(query)}`
    let answer = answers.get(key)
    if (answer === undefined) answers.set(key, (answer = source.events(actor, query)))
    return answer
  }
}
