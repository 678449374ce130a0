/**
 * What lives in this folder: the stream of events a browser listens to. `event-hub` knows all open streams of the process,
 * `workspace-feed` looks for news of one workspace, `event-stream` tells one reader, `stream-state` is how far that one is.
 * What a reader may know is the engine's decision, asked anew for every piece of news.
 */
import type { Actor } from '@tessera/engine'
import { AppError, isAppError } from '@tessera/metadata'
import type { ServerResponse } from 'node:http'
import type { ServerLog } from '../log.js'
import type { ChangeSource } from './change-source.js'
import { EventStream, type Subscription } from './event-stream.js'
import { fromEventId, type StreamState } from './stream-state.js'
import { WorkspaceFeed } from './workspace-feed.js'

/** Open streams of one account in one process: tabs, not more. */
const PER_ACCOUNT = 20
const IN_ALL = 2_000

/** Sessions and tokens that were ended are looked for this often; a revocation counts within a second. */
const CHECK_MS = 250
const BEAT_MS = 15_000

/** All open streams of a process. Nothing runs while there is none. */
export class EventHub {
  readonly #source: ChangeSource
  readonly #log: ServerLog
  readonly #feeds = new Map<string, WorkspaceFeed>()
  readonly #streams = new Set<EventStream>()
  #timers: readonly NodeJS.Timeout[] = []
  #isStopped = false

  constructor(source: ChangeSource, log: ServerLog) {
    this.#source = source
    this.#log = log
  }

  get size(): number {
    return this.#streams.size
  }

  /** Errors: 429 `request.too_many` for too many streams of an account, 503 `request.busy`. */
  admit(accountId: string): void {
    if (this.#isStopped || this.#streams.size >= IN_ALL)
      throw new AppError('request.busy').with({ retryAfterSeconds: 5 })
    const own = [...this.#streams].filter(({ subscription }) => subscription.accountId === accountId)
    if (own.length >= PER_ACCOUNT) throw new AppError('request.too_many').with({ retryAfterSeconds: 30 })
  }

  /** Where a stream begins that has nothing to catch up with: asked before its head is sent, so that nothing is missed. */
  async now(actor: Actor): Promise<StreamState> {
    const [{ next }, revision, states] = await Promise.all([
      this.#source.events(actor, { limit: 1 }),
      this.#source.revision(actor),
      this.#source.notifications(actor.workspace, [actor.id]),
    ])
    return { position: next, revision, ...(states.get(actor.id) ?? { unread: 0, newest: null }) }
  }

  /** Where a stream goes on after an event its reader got; undefined when that cannot be. */
  async after(actor: Actor, eventId: string): Promise<StreamState | undefined> {
    const state = fromEventId(eventId)
    if (state === undefined) return undefined
    try {
      await this.#source.events(actor, { after: state.position, limit: 1 })
      return state
    } catch (error) {
      if (isAppError(error, 'request.bad_cursor')) return undefined
      throw error
    }
  }

  /** Takes over a response whose head has been written. */
  open(response: ServerResponse, subscription: Subscription): void {
    const stream = new EventStream(response, subscription)
    if (this.#isStopped || response.destroyed) return stream.end()
    const feed = this.#feedOf(subscription.workspace)
    this.#streams.add(stream)
    this.#startTimers()
    response.on('close', () => {
      this.#streams.delete(stream)
      feed.remove(stream)
      if (this.#streams.size === 0) this.#stopTimers()
    })
    feed.add(stream)
  }

  /** Something was committed in a workspace by this process. */
  hint(workspace: string): void {
    this.#feeds.get(workspace)?.hint()
  }

  /** Ends all streams; their readers come back to another process. */
  stop(): void {
    this.#isStopped = true
    for (const stream of this.#streams) stream.end()
  }

  #feedOf(workspace: string): WorkspaceFeed {
    let feed = this.#feeds.get(workspace)
    if (feed === undefined) this.#feeds.set(workspace, (feed = new WorkspaceFeed(workspace, this.#source, this.#log)))
    return feed
  }

  #startTimers(): void {
    if (this.#timers.length > 0) return
    const each = (visit: (stream: EventStream) => void) => () => this.#streams.forEach(visit)
    this.#timers = [
      setInterval(
        each((stream) => stream.checkOnce()),
        CHECK_MS,
      ),
      setInterval(
        each((stream) => stream.beat()),
        BEAT_MS,
      ),
    ]
  }

  #stopTimers(): void {
    for (const timer of this.#timers) clearInterval(timer)
    this.#timers = []
  }
}
