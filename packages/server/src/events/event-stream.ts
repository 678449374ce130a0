import type { Actor, NotificationState } from '@tessera/engine'
import type { EventPayloads } from '@tessera/metadata'
import type { ServerResponse } from 'node:http'
import type { ChangeSource } from './change-source.js'
import { isOtherNotification, toEventId, type StreamState } from './stream-state.js'

/** Events asked for at once. */
const PAGE = 500

/** A reader that takes nothing for so long is cut; its browser comes back and goes on where it was. */
const PATIENCE_MS = 10_000

export interface Subscription {
  readonly accountId: string
  readonly workspace: string
  /** Keys of objects; undefined: all. */
  readonly objects: readonly string[] | undefined
  readonly from: StreamState
  /** True when it is not known what the reader has missed. */
  readonly isGap: boolean
  /** Who the reader is now; undefined when the session or token no longer counts. */
  readonly authorize: () => Promise<Actor | undefined>
}

/** What a workspace is at, as one look found it. */
export interface News {
  /** Records changed since the look before. */
  readonly isMore: boolean
  readonly revision: number
  readonly notifications: ReadonlyMap<string, NotificationState>
  /** Asked with the reader's rights; streams of one round that ask the same are answered together. */
  readonly events: ChangeSource['events']
}

/** One open connection: tells its reader what is new for them, in the form of server-sent events. */
export class EventStream {
  readonly subscription: Subscription
  readonly #response: ServerResponse
  readonly #patienceMs: number
  #state: StreamState
  /** There may be events it has not asked for. */
  #isBehind = true
  #fullSinceMs: number | undefined
  #isChecking = false

  /** The head of the response has been written. */
  constructor(response: ServerResponse, subscription: Subscription, patienceMs: number = PATIENCE_MS) {
    this.#response = response
    this.#patienceMs = patienceMs
    this.subscription = subscription
    this.#state = subscription.from
    response.on('drain', () => (this.#fullSinceMs = undefined))
    this.#write(`retry: 2000\nid: ${toEventId(this.#state)}\n\n`)
    if (subscription.isGap) this.#send('reset', {})
  }

  get isOpen(): boolean {
    return !this.#response.destroyed && !this.#response.writableEnded
  }

  /** Sends what the reader does not know yet and may know now. */
  async update(news: News): Promise<void> {
    this.#isBehind ||= news.isMore
    if (!this.isOpen || this.#isFull()) return
    const actor = await this.check()
    if (actor === undefined) return
    if (this.#state.revision !== news.revision) {
      this.#state = { ...this.#state, revision: news.revision }
      this.#send('revision', { revision: news.revision })
    }
    const { accountId } = this.subscription
    const state = news.notifications.get(accountId)
    if (state !== undefined && isOtherNotification(this.#state, state)) {
      this.#state = { ...this.#state, ...state }
      if (state.newest !== null) this.#send('notification', { id: state.newest, unread: state.unread })
    }
    if (this.#isBehind) await this.#catchUp(actor, news.events)
  }

  /** Ends the stream when its reader is no longer who they were; gives who they are now. */
  async check(): Promise<Actor | undefined> {
    if (!this.isOpen) return undefined
    const actor = await this.subscription.authorize().catch(() => undefined)
    if (actor === undefined) this.end()
    return actor
  }

  /** As `check`, not again while one is running. */
  checkOnce(): void {
    if (this.#isChecking) return
    this.#isChecking = true
    void this.check().finally(() => (this.#isChecking = false))
  }

  /** Keeps proxies from closing a silent connection, and finds those that are gone. */
  beat(): void {
    if (this.isOpen && !this.#isFull()) this.#write(':\n\n')
  }

  end(): void {
    if (this.isOpen) this.#response.end()
  }

  async #catchUp(actor: Actor, ask: ChangeSource['events']): Promise<void> {
    const { objects } = this.subscription
    while (this.isOpen && this.#isBehind && this.#fullSinceMs === undefined) {
      const query = { after: this.#state.position, limit: PAGE, ...(objects === undefined ? {} : { objects }) }
      const page = await ask(actor, query)
      if (page.reset) {
        this.#state = { ...this.#state, position: page.next }
        this.#send('reset', {})
      }
      for (const { position, ...event } of page.events) {
        this.#state = { ...this.#state, position }
        this.#send('record', event)
      }
      this.#state = { ...this.#state, position: page.next }
      this.#isBehind = page.events.length === PAGE
    }
  }

  #send<Name extends keyof EventPayloads>(name: Name, payload: EventPayloads[Name]): void {
    this.#write(`event: ${name}\nid: ${toEventId(this.#state)}\ndata: ${JSON.stringify(payload)}\n\n`)
  }

  #write(text: string): void {
    if (!this.isOpen) return
    if (!this.#response.write(text)) this.#fullSinceMs ??= performance.now()
  }

  /** True while the reader does not take what it was sent; too long, and it is cut. */
  #isFull(): boolean {
    if (this.#fullSinceMs === undefined) return false
    if (performance.now() - this.#fullSinceMs > this.#patienceMs) this.#response.destroy()
    return true
  }
}
