import { expect, test } from '@jest/globals'
import type { Actor } from '@tessera/engine'
import type { ChangeSource } from './change-source.js'
import type { EventStream, News } from './event-stream.js'
import { WorkspaceFeed } from './workspace-feed.js'

const actor = (id: string, roles: readonly string[]): Actor => ({
  id,
  name: id,
  workspace: 'main',
  roles,
  locale: 'en',
  through: { kind: 'person' },
})

/** Counts what it is asked; everything is always new. */
function busySource(): ChangeSource & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    events: async ({ name }, { after }) => {
      if (name !== 'Tessera') asked.push(`${name} ${after}`)
      const event = { position: '1', object: 'account', id: 'x', version: 1, op: 'create' as const }
      return { events: after === undefined ? [] : [event], next: '1', reset: false }
    },
    revision: async () => 1,
    notifications: async () => new Map(),
  }
}

/** A stream that asks for events as its reader whenever it is told to. */
function askingStream(reader: Actor, objects?: readonly string[]): EventStream & { readonly updates: News[] } {
  const updates: News[] = []
  const query = { after: '0', limit: 10, ...(objects === undefined ? {} : { objects }) }
  const stream = {
    updates,
    subscription: { accountId: reader.id },
    update: async (news: News) => {
      updates.push(news)
      await news.events(reader, query)
    },
  }
  return stream as unknown as EventStream & { readonly updates: News[] }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

test('readers with the same rights are answered together, others by themselves', async () => {
  const source = busySource()
  const feed = new WorkspaceFeed('main', source, silent)
  const streams = [
    askingStream(actor('a', ['administrator'])),
    askingStream(actor('b', ['administrator'])),
    askingStream(actor('c', [])),
    askingStream(actor('d', ['administrator']), ['account']),
  ]
  for (const stream of streams) feed.add(stream)
  await wait(30)
  for (const stream of streams) feed.remove(stream)

  expect(source.asked.map((line) => line[0]).sort()).toEqual(
    ['a', 'c', 'd'].map((name) => expect.stringMatching(name === 'a' ? /[ab]/ : name)),
  )
})

test('hints make it look at once, ten times a second at most; without streams it does not look', async () => {
  const source = busySource()
  const feed = new WorkspaceFeed('main', source, silent)
  feed.hint()
  await wait(20)
  expect(source.asked).toEqual([])

  const stream = askingStream(actor('a', ['administrator']))
  feed.add(stream)
  for (let n = 0; n < 60; n++) {
    feed.hint()
    await wait(5)
  }
  const during = stream.updates.length
  feed.remove(stream)
  await wait(250)

  expect(during).toBeGreaterThanOrEqual(2)
  expect(during).toBeLessThanOrEqual(8)
  expect(stream.updates.length).toBeLessThanOrEqual(during + 1)
})

test('a stream that fails does not keep the others from their news', async () => {
  const source = busySource()
  const feed = new WorkspaceFeed('main', source, silent)
  const failing = {
    ...askingStream(actor('x', [])),
    update: () => Promise.reject(new Error('gone')),
  } as unknown as EventStream
  const stream = askingStream(actor('a', ['administrator']))
  feed.add(failing)
  feed.add(stream)
  await wait(50)
  feed.hint()
  await wait(200)
  feed.remove(failing)
  feed.remove(stream)

  expect(stream.updates.length).toBeGreaterThanOrEqual(2)
})
