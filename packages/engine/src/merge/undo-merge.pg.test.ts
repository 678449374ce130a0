import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { make, recordsOf, withCompanies } from './merge.testing.js'
import type { PlainRecord } from './merge.testing.js'

/** What somebody does between a merge and its undo. */
const editArbitrary = fc.record({
  object: fc.constantFrom('company', 'deal', 'plan'),
  record: fc.nat(20),
  kind: fc.constantFrom('text', 'move', 'bin'),
  target: fc.nat(20),
})

const caseArbitrary = fc.record({
  companies: fc.array(fc.record({ parent: fc.nat(9), partner: fc.nat(9), level: fc.constantFrom('a', 'b') }), {
    minLength: 3,
    maxLength: 5,
  }),
  deals: fc.array(fc.record({ company: fc.nat(9), payer: fc.nat(9) }), { maxLength: 5 }),
  plans: fc.array(fc.record({ company: fc.nat(9) }), { maxLength: 3 }),
  merged: fc.integer({ min: 1, max: 2 }),
  takes: fc.boolean(),
  edits: fc.array(editArbitrary, { maxLength: 4 }),
})

const seed = 20_261_130

describe('a merge, edits, and its undo', () => {
  test(
    `leave everything that was not edited as it was (seed ${seed})`,
    () =>
      withCompanies(async (given) => {
        const { engine, admin } = given
        let run = 0
        await fc.assert(
          fc.asyncProperty(caseArbitrary, async (made) => {
            run += 1
            const ids = { company: [] as string[], deal: [] as string[], plan: [] as string[] }
            const at = (list: readonly string[], n: number): string | null => list[n] ?? null
            for (const [n, { parent, partner, level }] of made.companies.entries())
              ids.company.push(
                await make(given, 'company', {
                  name: `公司${n}`,
                  email: `c${run}-${n}@example.com`,
                  level,
                  parent: at(ids.company, parent),
                  partner: at(ids.company, partner),
                }),
              )
            for (const [n, { company, payer }] of made.deals.entries())
              ids.deal.push(
                await make(given, 'deal', {
                  name: `商机${n}`,
                  company: at(ids.company, company),
                  payer: at(ids.company, payer),
                  amount: n + 1,
                }),
              )
            for (const [n, { company }] of made.plans.entries())
              ids.plan.push(
                await make(given, 'plan', {
                  name: `计划${n}`,
                  company: at(ids.company, company) ?? ids.company[0],
                  year: 2000 + n,
                }),
              )
            const own = new Set(Object.values(ids).flat())
            const world = async (): Promise<Map<string, PlainRecord>> => {
              const all = await Promise.all(['company', 'deal', 'plan'].map((object) => recordsOf(given, object)))
              return new Map(all.flatMap((records) => [...records]).filter(([id]) => own.has(id)))
            }
            const before = await world()
            const [keep = '', ...rest] = ids.company
            const merge = rest.slice(-made.merged)
            const values = made.takes ? { level: 'b', email: before.get(merge[0] ?? '')?.['email'] } : {}
            await engine.records.merge(admin, 'company', { keep, merge, values })
            const touched = new Map<string, Set<string>>()
            const gone = new Set<string>()
            for (const { object, record, kind, target } of made.edits) {
              const list = ids[object as keyof typeof ids].filter((id) => id !== keep && !merge.includes(id))
              const id = list[record % Math.max(1, list.length)]
              if (id === undefined || gone.has(id)) continue
              const field = object === 'company' ? 'partner' : 'company'
              const to = ids.company.filter((each) => !merge.includes(each))[
                target % (ids.company.length - merge.length)
              ]
              const edit =
                kind === 'text' ? (object === 'company' ? { level: 'b' } : { name: `改${target}` }) : { [field]: to }
              try {
                if (kind === 'bin') await engine.records.remove(admin, object, id)
                else await engine.records.update(admin, object, id, edit)
              } catch {
                continue
              }
              if (kind === 'bin') gone.add(id)
              else for (const key of Object.keys(edit)) touched.set(id, (touched.get(id) ?? new Set()).add(key))
            }
            const between = await world()
            await engine.records.unmerge(admin, 'company', keep)
            const after = await world()

            for (const [id, record] of before) {
              const now = after.get(id)
              // What went to the bin itself, or with a record above it, is where its deletion left it.
              if (now === undefined) {
                expect(gone.size).toBeGreaterThan(0)
                continue
              }
              for (const [key, value] of Object.entries(record)) {
                if (['version', 'updatedAt', 'updatedBy', 'dealTotal'].includes(key)) continue
                const edited = touched.get(id)?.has(key) === true
                const released = typeof value === 'string' && gone.has(value)
                const isBack = JSON.stringify(now[key]) === JSON.stringify(value)
                const stayed = JSON.stringify(now[key]) === JSON.stringify(between.get(id)?.[key])
                expect({
                  id,
                  key,
                  value,
                  now: now[key],
                  ok: isBack || ((edited || released) && (stayed || now[key] === null)),
                }).toMatchObject({ ok: true })
              }
            }
            for (const [id, company] of after) {
              if (!ids.company.includes(id)) continue
              const sum = [...after.values()]
                .filter((each) => each['company'] === id && 'amount' in each)
                .reduce((total, each) => total + Number(each['amount']), 0)
              expect({ id, total: company['dealTotal'] }).toEqual({ id, total: sum })
            }
          }),
          { seed, numRuns: 10 },
        )
      }),
    120_000,
  )
})
