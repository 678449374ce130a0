import { describe, expect, test } from '@jest/globals'
import { ApiProblem } from '@/api/problem'
import type { RecordValues } from '@/api/records'
import { objectModel } from '@/model/objects'
import { changedSince, mergeChanges } from './conflict'
import {
  forgetOld,
  FormJournal,
  JOURNAL_PREFIX,
  journalPlace,
  type LargeStore,
  type SentRequest,
  type SmallStore,
} from './journal'
import { saveChanges, saveNew, type SavingApi, type SentStore } from './save'

class MemoryStore implements SmallStore {
  readonly map = new Map<string, string>()
  isFull = false
  getItem = (key: string): string | null => this.map.get(key) ?? null
  setItem(key: string, text: string): void {
    if (this.isFull && text.length > 10) throw new Error('quota')
    this.map.set(key, text)
  }
  removeItem = (key: string): void => void this.map.delete(key)
  keys = (): string[] => [...this.map.keys()]
}
class MemoryLarge implements LargeStore {
  readonly map = new Map<string, string>()
  get = (key: string): Promise<string | undefined> => Promise.resolve(this.map.get(key))
  set = (key: string, text: string): Promise<void> => Promise.resolve(void this.map.set(key, text))
  delete = (key: string): Promise<void> => Promise.resolve(void this.map.delete(key))
}
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the journal of a form', () => {
  const place = journalPlace('u1', 'main', 'deal', undefined)
  const entry = { at: 1_000, values: { name: '屋顶' } }

  test('gives back what was typed, for its person, workspace, object and record alone', async () => {
    const small = new MemoryStore()
    new FormJournal(place, small, new MemoryLarge(), () => 2_000).write(entry)

    expect(await new FormJournal(place, small, new MemoryLarge(), () => 2_000).read()).toEqual(entry)
    for (const other of [
      journalPlace('u2', 'main', 'deal', undefined),
      journalPlace('u1', 'main', 'deal', 'r1'),
      journalPlace('u1', 'b', 'deal', undefined),
    ])
      expect(await new FormJournal(other, small, new MemoryLarge(), () => 2_000).read()).toBeUndefined()
  })

  test('keeps it for a day, and nothing that is damaged', async () => {
    const small = new MemoryStore()
    const journal = new FormJournal(place, small, new MemoryLarge(), () => 1_000 + 24 * 3_600_000)
    journal.write(entry)
    expect(await journal.read()).toBeUndefined()
    small.setItem(JOURNAL_PREFIX + place, '{"at":')
    expect(await journal.read()).toBeUndefined()
    expect(small.map.size).toBe(0)
  })

  test.each(['large', 'full'] as const)(
    'goes to the other store when the entry is large or the store full (%s)',
    async (why) => {
      const [small, large] = [new MemoryStore(), new MemoryLarge()]
      small.isFull = why === 'full'
      const long = { at: 1_000, values: { note: 'x'.repeat(why === 'large' ? 300_000 : 100) } }
      const journal = new FormJournal(place, small, large, () => 2_000)
      journal.write(long)
      await settle()

      expect(large.map.size).toBe(1)
      expect(await journal.read()).toEqual(long)
      journal.clear()
      await settle()
      expect([small.map.size, large.map.size]).toEqual([0, 0])
    },
  )

  test('forgets old entries of everybody and leaves other keys alone', () => {
    const small = new MemoryStore()
    small.map.set('tessera.locale', 'en')
    new FormJournal(place, small, new MemoryLarge()).write(entry)
    new FormJournal(journalPlace('u2', 'main', 'deal', 'r'), small, new MemoryLarge()).write({
      ...entry,
      at: 100_000_000,
    })

    forgetOld(small, new MemoryLarge(), 100_000_001)

    expect(small.keys()).toEqual(['tessera.locale', `${JOURNAL_PREFIX}u2/main/deal/r`])
  })
})

/** A server that can lose its answer. */
class Server implements SavingApi {
  readonly records = new Map<string, Record<string, unknown> & { id: string; version: number }>()
  readonly answers = new Map<string, string>()
  loses = 0
  refuses: string | undefined

  #lose(): void {
    if (this.loses === 0) return
    this.loses -= 1
    throw new ApiProblem(0, { code: 'network.offline' })
  }
  async create(body: object, key: string): Promise<RecordValues> {
    if (this.refuses !== undefined) {
      const detail = this.refuses
      this.refuses = undefined
      throw new ApiProblem(422, { code: 'record.invalid', detail })
    }
    let id = this.answers.get(key)
    if (id === undefined) {
      id = `r${this.records.size + 1}`
      this.answers.set(key, id)
      this.records.set(id, { ...body, id, version: 1 })
    }
    this.#lose()
    return this.get(id)
  }
  async update(id: string, body: object, ifVersion: number | undefined): Promise<RecordValues> {
    const record = this.records.get(id)
    if (record === undefined) throw new ApiProblem(404, {})
    if (ifVersion !== undefined && record.version !== ifVersion) throw new ApiProblem(412, { code: 'record.changed' })
    this.records.set(id, { ...record, ...body, version: record.version + 1 })
    this.#lose()
    return this.get(id)
  }
  async get(id: string): Promise<RecordValues> {
    const record = this.records.get(id)
    if (record === undefined) throw new ApiProblem(404, {})
    return record
  }
}

function store(): SentStore & { sent: SentRequest | undefined } {
  return {
    sent: undefined,
    read() {
      return this.sent
    },
    write(sent) {
      this.sent = sent
    },
  }
}
let keys = 0
const newKey = (): string => `key-${++keys}`

describe('a new record', () => {
  test('is made once when the answer was lost, and takes what was typed since', async () => {
    const [server, kept] = [new Server(), store()]
    server.loses = 1
    expect(await saveNew(server, kept, { name: 'a', note: 'n' }, newKey)).toMatchObject({ state: 'refused' })
    expect(kept.sent?.body).toEqual({ name: 'a', note: 'n' })

    const saved = await saveNew(server, kept, { name: 'b' }, newKey)

    expect(saved).toMatchObject({ state: 'saved', record: { id: 'r1', name: 'b', note: null, version: 2 } })
    expect(server.records.size).toBe(1)
    expect(kept.sent).toBeUndefined()
  })

  test('that was refused is sent anew with another key', async () => {
    const [server, kept] = [new Server(), store()]
    server.refuses = '名称必填'
    expect(await saveNew(server, kept, {}, newKey)).toMatchObject({ state: 'refused', problem: { status: 422 } })
    expect(kept.sent).toBeUndefined()

    expect(await saveNew(server, kept, { name: 'a' }, newKey)).toMatchObject({ state: 'saved' })
    expect(server.records.size).toBe(1)
  })

  test('whose earlier request turns out refused is made from what the form says now', async () => {
    const [server, kept] = [new Server(), store()]
    kept.sent = { key: 'old', body: { name: '' } }
    server.refuses = '名称必填'

    expect(await saveNew(server, kept, { name: 'a' }, newKey)).toMatchObject({ state: 'saved', record: { name: 'a' } })
    expect(server.records.size).toBe(1)
  })
})

describe('changes', () => {
  test('whose answer was lost count as saved when they are there', async () => {
    const server = new Server()
    const made = await server.create({ name: 'a' }, 'k')
    server.loses = 1
    expect(await saveChanges(server, made, { name: 'b' })).toMatchObject({ state: 'refused', problem: { status: 0 } })

    expect(await saveChanges(server, made, { name: 'b' })).toMatchObject({ state: 'saved', record: { version: 2 } })
  })

  test('of a record somebody else changed are a conflict; of one that is gone too', async () => {
    const server = new Server()
    const made = await server.create({ name: 'a' }, 'k')
    await server.update(made.id, { name: 'c' }, 1)
    expect(await saveChanges(server, made, { name: 'b' })).toMatchObject({ state: 'conflict', current: { name: 'c' } })

    server.records.delete(made.id)
    expect(await saveChanges(server, made, { name: 'b' })).toMatchObject({ state: 'refused', problem: { status: 404 } })
  })
})

describe('two changes of one record', () => {
  const { fields } = objectModel({
    kind: 'object',
    key: 'deal',
    label: '商机',
    fields: ['a', 'b', 'c', 'd'].map((key) => ({ key, type: 'text', label: key })),
  })

  test('meet only in fields that both changed differently', () => {
    const base = { a: '1', b: '1', c: '1', d: '1' }
    const merge = mergeChanges(fields, { a: '2', b: '2', c: '2' }, base, { a: '1', b: '3', c: '2', d: '4' })

    expect(merge.conflicts.map(({ field, mine, theirs }) => [field.key, mine, theirs])).toEqual([['b', '2', '3']])
    expect(merge.taken.map(({ field }) => field.key)).toEqual(['d'])
    expect(merge.mine).toEqual({ a: '2' })
  })

  test('are named by who made them last since then', () => {
    const entry = (version: number, name: string, field: string, workflow?: string) => ({
      id: String(version),
      at: `2026-01-0${version}T00:00:00.000Z`,
      version,
      op: 'change' as const,
      by: { id: name, title: name },
      through: workflow === undefined ? { kind: 'person' as const } : { kind: 'workflow' as const, title: workflow },
      changes: [{ field, label: field, from: 1, to: 2 }],
    })
    const by = changedSince([entry(4, '王芳', 'b', '分配'), entry(3, '李明', 'b'), entry(2, '张三', 'a')], 2)

    expect([...by]).toEqual([['b', { name: '王芳', at: '2026-01-04T00:00:00.000Z', through: '分配' }]])
  })
})
