import { expect, test } from '@jest/globals'
import { AppError } from '@tessera/metadata'
import type { TestEngine } from '../engine.testing.js'
import { seededRandom } from '../../../../tests/support/random-schema-change.js'
import { withPeople } from './links.testing.js'
import { make } from './sales.testing.js'
import type { Json } from './sales.testing.js'

/** What was written, kept beside the database: values, who is linked with whom, what lies in the bin. */
class Ledger {
  readonly person = new Map<string, Json>()
  readonly project = new Map<string, Json>()
  readonly team = new Map<string, Json>()
  readonly pairs = new Set<string>()
  readonly bin = new Set<string>()

  live(object: 'person' | 'project' | 'team'): string[] {
    return [...this[object].keys()].filter((id) => !this.bin.has(id))
  }

  /** The live records at the other end. */
  linked(id: string): string[] {
    const others = [...this.pairs].flatMap((pair) => {
      const [person = '', project = ''] = pair.split(' ')
      return person === id ? [project] : project === id ? [person] : []
    })
    return others.filter((other) => !this.bin.has(other))
  }

  /** A record is linked with exactly these, as far as they are not in the bin. */
  link(object: 'person' | 'project', id: string, others: readonly string[]): void {
    const pair = (other: string): string => (object === 'person' ? `${id} ${other}` : `${other} ${id}`)
    for (const other of this.linked(id)) this.pairs.delete(pair(other))
    for (const other of others) this.pairs.add(pair(other))
  }
}

const round = (value: number): number => Math.round(value * 100) / 100
const sum = (values: readonly unknown[]): number =>
  round(values.reduce<number>((all, one) => all + Number(one ?? 0), 0))
const most = (values: readonly unknown[]): number | null => {
  const numbers = values.filter((value): value is number => typeof value === 'number')
  return numbers.length === 0 ? null : Math.max(...numbers)
}

/** What every live record must say, computed from nothing. */
function expected(ledger: Ledger): ReadonlyMap<string, Json> {
  const amounts = (id: string): unknown[] => ledger.linked(id).map((one) => ledger.project.get(one)?.amount)
  const found = new Map<string, Json>()
  for (const id of ledger.live('person')) {
    const won = ledger.linked(id).filter((one) => ledger.project.get(one)?.stage === 'won')
    found.set(id, {
      linked: ledger.linked(id).sort(),
      worth: sum(won.map((one) => ledger.project.get(one)?.amount)),
      count: ledger.linked(id).length,
      spread: sum(amounts(id)),
    })
  }
  for (const id of ledger.live('project')) {
    const people = ledger.linked(id)
    found.set(id, {
      linked: [...people].sort(),
      heads: people.length,
      dearest: most(people.map((one) => ledger.person.get(one)?.rate)),
      busiest: most(people.map((one) => ledger.linked(one).length)),
    })
  }
  for (const id of ledger.live('team')) {
    const own = ledger.live('person').filter((one) => ledger.person.get(one)?.team === id)
    found.set(id, { spread: sum(own.flatMap(amounts)), places: sum(own.map((one) => ledger.linked(one).length)) })
  }
  return found
}

async function told({ engine, admin }: TestEngine): Promise<ReadonlyMap<string, Json>> {
  const found = new Map<string, Json>()
  const keys = {
    person: ['worth', 'count', 'spread'],
    project: ['heads', 'dearest', 'busiest'],
    team: ['spread', 'places'],
  }
  for (const [object, shown] of Object.entries(keys)) {
    const { recordsJson } = await engine.records.query(admin, object, { limit: 500 })
    for (const record of JSON.parse(recordsJson) as Json[]) {
      const links = (record.projects ?? record.people) as { id: string }[] | null
      const values = Object.fromEntries(shown.map((key) => [key, record[key]]))
      found.set(
        String(record.id),
        object === 'team' ? values : { linked: (links ?? []).map(({ id }) => id).sort(), ...values },
      )
    }
  }
  return found
}

const byId = (records: ReadonlyMap<string, Json>): unknown => [...records].sort(([a], [b]) => (a < b ? -1 : 1))

/** One random write, in the database and in the ledger. */
async function write(sales: TestEngine, ledger: Ledger, random: () => number): Promise<void> {
  const { engine, admin } = sales
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)]
  const some = (items: readonly string[]): string[] => items.filter(() => random() < 0.4)
  const object = random() < 0.5 ? 'person' : 'project'
  const [other, field] = object === 'person' ? (['project', 'projects'] as const) : (['person', 'people'] as const)
  const values = (): Json =>
    object === 'person'
      ? { rate: Math.floor(random() * 9), team: random() < 0.7 ? (pick(ledger.live('team')) ?? null) : null }
      : { amount: Math.floor(random() * 5000) / 100, stage: random() < 0.5 ? 'won' : 'open' }
  const note = (id: string, written: Json): void => {
    const { [field]: links, ...own } = written
    ledger[object].set(id, { ...ledger[object].get(id), ...own })
    if (Array.isArray(links)) ledger.link(object, id, links as string[])
  }
  const draw = random()
  const id = pick(ledger.live(object))
  if (draw < 0.2 || id === undefined) {
    const written = { name: 'x', ...values(), [field]: some(ledger.live(other)) }
    note((await make(sales, object, written)).id, written)
  } else if (draw < 0.4) {
    const written = { [field]: some(ledger.live(other)), ...(random() < 0.5 ? values() : {}) }
    await engine.records.update(admin, object, id, written)
    note(id, written)
  } else if (draw < 0.55) {
    const written = values()
    await engine.records.update(admin, object, id, written)
    note(id, written)
  } else if (draw < 0.7) {
    const gone = pick(ledger.live(random() < 0.2 ? 'team' : object)) ?? id
    const of = ledger.team.has(gone) ? 'team' : object
    await engine.records.remove(admin, of, gone)
    ledger.bin.add(gone)
    if (of === 'team') for (const one of ledger.person.values()) if (one.team === gone) one.team = null
  } else if (draw < 0.85) {
    const back = pick([...ledger[object].keys()].filter((one) => ledger.bin.has(one)))
    if (back === undefined) return
    await engine.records.restore(admin, object, back)
    ledger.bin.delete(back)
    const team = ledger.person.get(back)?.team
    if (typeof team === 'string' && ledger.bin.has(team)) note(back, { team: null })
  } else {
    const [first, second] = [id, pick(ledger.live(object).filter((one) => one !== id))]
    const update = [first, second].flatMap((one) =>
      one === undefined ? [] : [{ id: one, ...values(), [field]: some(ledger.live(other)) }],
    )
    const gone = pick(ledger.live(object).filter((one) => one !== first && one !== second))
    const made = { name: 'y', [field]: some(ledger.live(other)) }
    const answer = await engine.records.batch(admin, object, {
      create: [made],
      update,
      delete: gone === undefined ? [] : [gone],
    })
    for (const { id: one, ...written } of update) note(one, written)
    if (gone !== undefined) ledger.bin.add(gone)
    if ('created' in answer) note(answer.created[0]?.id ?? '', made)
  }
}

const seed = Number(process.env['SEED'] ?? 20_261_130)
const steps = Number(process.env['CASES'] ?? 40)

test(
  `after each of ${steps} random writes from either side (seed ${seed}) lists, formulas and roll-ups are what a recomputation from nothing gives`,
  () =>
    withPeople(async (sales) => {
      const random = seededRandom(seed)
      const ledger = new Ledger()
      for (const name of ['a', 'b']) ledger.team.set((await make(sales, 'team', { name })).id, { name })
      for (let step = 1; step <= steps; step += 1) {
        await write(sales, ledger, random)

        expect([step, byId(await told(sales))]).toEqual([step, byId(expected(ledger))])
      }
    }),
  60_000,
)

test(
  'writers on both sides at once leave no wrong sum',
  () =>
    withPeople(async (sales) => {
      const { engine, admin } = sales
      const ids = async (object: string, count: number): Promise<string[]> =>
        Promise.all(Array.from({ length: count }, async (_, n) => (await make(sales, object, { name: `${n}` })).id))
      const [people, projects] = [await ids('person', 4), await ids('project', 4)]
      const random = seededRandom(seed)
      const some = (all: readonly string[]): string[] => all.filter(() => random() < 0.5)
      const writer = async (w: number): Promise<void> => {
        for (let n = 0; n < 5; n += 1) {
          const [person = '', project = ''] = [people[(w + n) % 4], projects[(w * 3 + n) % 4]]
          const writes = [
            () => engine.records.update(admin, 'person', person, { projects: some(projects), rate: n }),
            () => engine.records.update(admin, 'project', project, { people: some(people) }),
            () => engine.records.update(admin, 'project', project, { amount: w + n, stage: 'won' }),
          ]
          await writes[(w + n) % 3]?.().catch((error: unknown) => {
            if (!(error instanceof AppError) || error.status !== 503) throw error
          })
        }
      }
      await Promise.all(Array.from({ length: 12 }, (_, w) => writer(w)))

      const ledger = new Ledger()
      const records = async (object: string): Promise<Json[]> =>
        JSON.parse((await engine.records.query(admin, object, { limit: 500 })).recordsJson) as Json[]
      for (const one of await records('project')) ledger.project.set(String(one.id), one)
      for (const one of await records('person')) {
        ledger.person.set(String(one.id), one)
        ledger.link(
          'person',
          String(one.id),
          ((one.projects ?? []) as { id: string }[]).map(({ id }) => id),
        )
      }
      expect(byId(await told(sales))).toEqual(byId(expected(ledger)))
    }),
  60_000,
)
