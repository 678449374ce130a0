import { describe, expect, test } from '@jest/globals'
import { systemActor } from '@tessera/engine'
import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { ChangeSource, ChangesPage } from './change-source.js'
import { EventStream } from './event-stream.js'
import { fromEventId, toEventId, type StreamState } from './stream-state.js'

/** A response whose reader takes nothing while `isFull`. */
class FakeResponse extends EventEmitter {
  readonly written: string[] = []
  isFull = false
  destroyed = false
  writableEnded = false

  write(text: string): boolean {
    this.written.push(text)
    return !this.isFull
  }
  end(): void {
    this.writableEnded = true
  }
  destroy(): void {
    this.destroyed = true
  }
  /** Names of the events sent so far. */
  get sent(): string[] {
    return this.written.flatMap((text) => /^event: (\w+)/m.exec(text)?.[1] ?? [])
  }
}

const actor = systemActor('main', 'test')
const from: StreamState = { position: '0', revision: 1, newest: null, unread: 0 }

/** `total` events with positions 1, 2, …; counts how often it is asked. */
function sourceOf(total: number): ChangeSource & { asked: number } {
  const source = {
    asked: 0,
    events: async (
      _actor: unknown,
      { after = '0', limit }: { after?: string; limit: number },
    ): Promise<ChangesPage> => {
      source.asked++
      const first = Number(after) + 1
      const count = Math.min(limit, total - Number(after))
      const events = Array.from({ length: count }, (_, n) => ({
        position: String(first + n),
        object: 'account',
        id: `${first + n}`,
        version: 1,
        op: 'create' as const,
      }))
      return { events, next: String(Number(after) + count), reset: false }
    },
    revision: async () => 1,
    notifications: async () => new Map(),
  }
  return source
}

const quiet = (source: ChangeSource) => ({
  isMore: false,
  revision: 1,
  notifications: new Map(),
  events: source.events.bind(source),
})

function streamOn(response: FakeResponse, more: object = {}, patienceMs = 10_000): EventStream {
  const subscription = {
    accountId: 'a',
    workspace: 'main',
    objects: undefined,
    from,
    isGap: false,
    authorize: async () => actor,
    ...more,
  }
  return new EventStream(response as unknown as ServerResponse, subscription, patienceMs)
}

describe('a stream', () => {
  test('asks for records once when it begins, and again only when there is something', async () => {
    const [response, source] = [new FakeResponse(), sourceOf(3)]
    const stream = streamOn(response)

    await stream.update(quiet(source))
    await stream.update(quiet(source))
    expect([response.sent, source.asked]).toEqual([['record', 'record', 'record'], 1])
    await stream.update({ ...quiet(source), isMore: true })
    expect(source.asked).toBe(2)
  })

  test('stops when its reader does not keep up, goes on when it does, and loses nothing', async () => {
    const [response, source] = [new FakeResponse(), sourceOf(1_200)]
    const stream = streamOn(response)

    response.isFull = true
    await stream.update(quiet(source))
    expect(response.sent).toHaveLength(500)
    await stream.update(quiet(source))
    expect(response.sent).toHaveLength(500)

    response.isFull = false
    response.emit('drain')
    await stream.update(quiet(source))
    expect(response.sent).toHaveLength(1_200)
    expect(response.destroyed).toBe(false)
  })

  test('cuts a reader that takes nothing for too long', async () => {
    const [response, source] = [new FakeResponse(), sourceOf(10)]
    const stream = streamOn(response, {}, 30)
    response.isFull = true
    await stream.update(quiet(source))

    await new Promise((resolve) => setTimeout(resolve, 50))
    stream.beat()

    expect(response.destroyed).toBe(true)
    expect(stream.isOpen).toBe(false)
  })

  test('sends nothing to a reader who is nobody any more, or of whom that cannot be said', async () => {
    for (const authorize of [async () => undefined, () => Promise.reject(new Error('no database'))]) {
      const [response, source] = [new FakeResponse(), sourceOf(3)]
      await streamOn(response, { authorize }).update({ ...quiet(source), isMore: true, revision: 2 })

      expect([response.sent, source.asked, response.writableEnded]).toEqual([[], 0, true])
    }
  })
})

test('ids of events carry the whole state, and nothing else is taken for one', () => {
  const state = { position: '12.3', revision: 7, newest: 'n', unread: 2 }

  expect(fromEventId(toEventId(state))).toEqual(state)
  for (const text of ['', 'x', 'e30', Buffer.from('[1,2]').toString('base64url'), 'a'.repeat(2_000)]) {
    expect(fromEventId(text)).toBeUndefined()
  }
})
