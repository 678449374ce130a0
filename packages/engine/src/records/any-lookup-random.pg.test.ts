import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { TestEngine } from '../engine.testing.js'
import { list, the, withVisits } from './any-lookup.testing.js'
import { make, read } from './sales.testing.js'
import type { Json } from './sales.testing.js'

type Linked = { readonly object: string; readonly id: string } | null

const idOf = (value: unknown): string | undefined => (value as { id: string } | null)?.id

/** Every sum over visits, and every formula of a visit, that is not what computing it anew gives. */
async function wrong(sales: TestEngine): Promise<unknown[]> {
  const [accounts, contacts, teams, visits] = await Promise.all([
    list(sales, 'account'),
    list(sales, 'contact'),
    list(sales, 'team'),
    list(sales, 'visit'),
  ])
  const found: unknown[] = []
  const compare = (record: Json, expected: Json): void => {
    const is = Object.fromEntries(Object.keys(expected).map((key) => [key, record[key]]))
    if (JSON.stringify(is) !== JSON.stringify(expected)) found.push({ is, expected })
  }
  const to = (object: string, { id }: Json): Json[] =>
    visits.filter(({ related }) => (related as Linked)?.object === object && idOf(related) === id)
  const sum = (values: readonly unknown[]): number => values.reduce<number>((total, one) => total + Number(one ?? 0), 0)
  for (const account of accounts) {
    const own = to('account', account)
    const rate = account['rate'] ?? 1
    const worth = sum(own.map(({ cost }) => (cost === null ? 0 : Number(cost) * Number(rate))))
    compare(account, { visits: own.length, cost: sum(own.map(({ cost }) => cost)), worth })
  }
  for (const contact of contacts) compare(contact, { visits: to('contact', contact).length })
  for (const team of teams) {
    const related = visits.flatMap((visit) =>
      idOf(visit['team']) === team['id'] ? (idOf(visit['related']) ?? []) : [],
    )
    compare(team, { places: related.length, different: new Set(related).size })
  }
  for (const visit of visits) {
    const { object, id } = (visit['related'] as Linked) ?? { object: '', id: '' }
    const account = accounts.find((one) => object === 'account' && one['id'] === id)
    const contact = contacts.find((one) => object === 'contact' && one['id'] === id)
    const home = account ?? accounts.find((one) => one['id'] === idOf(contact?.['account']))
    compare(visit, { about: (account ?? contact)?.['name'] ?? null, company: home?.['name'] ?? null })
  }
  return found
}

/** Three of each; the first visits lead somewhere. */
async function aStart(sales: TestEngine): Promise<Readonly<Record<string, string[]>>> {
  const account = [0, 1, 2].map((n) => make(sales, 'account', { name: `A${n}`, rate: n + 1 }))
  const accounts = (await Promise.all(account)).map(({ id }) => id)
  const contacts = await Promise.all(
    [0, 1, 2].map(async (n) => (await make(sales, 'contact', { name: `C${n}`, account: accounts[n] })).id),
  )
  const teams = [(await make(sales, 'team', { name: 'T' })).id]
  const visits: string[] = []
  for (let n = 0; n < 6; n += 1) {
    const id = n % 2 === 0 ? accounts[n % 3] : contacts[n % 3]
    const related = { object: n % 2 === 0 ? 'account' : 'contact', id }
    visits.push((await make(sales, 'visit', { subject: `V${n}`, cost: n + 1, team: teams[0], related })).id)
  }
  return { account: accounts, contact: contacts, team: teams, visit: visits }
}

const place = fc.nat(5)
const relatedArbitrary = fc.oneof(
  fc.constant(null),
  fc.record({ object: fc.constantFrom('account', 'contact'), at: place, bare: fc.boolean() }),
)
const actArbitrary = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ does: fc.constant('relate' as const), visit: place, related: relatedArbitrary }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('cost' as const), visit: place, cost: fc.option(place) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('rate' as const), account: place, rate: fc.option(place) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('team' as const), visit: place, leaves: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom('remove' as const, 'restore' as const),
      object: fc.constantFrom('account', 'contact', 'visit'),
      at: place,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('batch' as const),
      related: fc.array(relatedArbitrary, { minLength: 1, maxLength: 4 }),
    }),
  },
)
type Act = typeof actArbitrary extends fc.Arbitrary<infer A> ? A : never

async function carryOut(sales: TestEngine, ids: Readonly<Record<string, string[]>>, act: Act): Promise<void> {
  const { engine, admin } = sales
  const at = (object: string, n: number): string => ids[object]?.[n % (ids[object]?.length ?? 1)] ?? ''
  const value = (related: { object: string; at: number; bare: boolean } | null): unknown => {
    if (related === null) return null
    const id = at(related.object, related.at)
    return related.bare ? id : the(related.object, { id })
  }
  switch (act.does) {
    case 'relate':
      return void (await engine.records.update(admin, 'visit', at('visit', act.visit), { related: value(act.related) }))
    case 'cost':
      return void (await engine.records.update(admin, 'visit', at('visit', act.visit), { cost: act.cost }))
    case 'rate':
      return void (await engine.records.update(admin, 'account', at('account', act.account), { rate: act.rate }))
    case 'team':
      return void (await engine.records.update(admin, 'visit', at('visit', act.visit), {
        team: act.leaves ? null : at('team', 0),
      }))
    case 'batch':
      return void (await engine.records.batch(admin, 'visit', {
        create: act.related.map((related, n) => ({ subject: `B${n}`, cost: n, related: value(related) })),
      }))
    default:
      return void (await engine.records[act.does](admin, act.object, at(act.object, act.at)))
  }
}

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

test(`after any writes sums and formulas over records of one of several objects are what they would be anew (seed ${seed})`, () =>
  withVisits(async (sales) => {
    const ids = await aStart(sales)
    // One workspace for all: each run goes on from where the one before left it.
    await fc.assert(
      fc.asyncProperty(fc.array(actArbitrary, { minLength: 6, maxLength: 10 }), async (acts) => {
        // What is refused changes nothing.
        for (const act of acts) await carryOut(sales, ids, act).catch(() => undefined)
        expect(await wrong(sales)).toEqual([])
      }),
      { seed, numRuns: 12, endOnFailure: true },
    )
  }))

test('eight writers who point the same visits elsewhere leave no wrong sum and no visit to two', () =>
  withVisits(async (sales) => {
    const ids = await aStart(sales)
    const writer = async (w: number): Promise<void> => {
      for (let n = 0; n < 6; n += 1) {
        const object = (w + n) % 2 === 0 ? 'account' : 'contact'
        const related = { object, id: ids[object]?.[(w + n) % 3] }
        await sales.engine.records.update(sales.admin, 'visit', ids['visit']?.[(w * n) % 6] ?? '', { related, cost: w })
      }
    }
    await Promise.all(Array.from({ length: 8 }, (_, w) => writer(w)))

    expect(await wrong(sales)).toEqual([])
    expect((await read(sales, 'team', ids['team']?.[0] ?? ''))['places']).toBe(6)
  }))
