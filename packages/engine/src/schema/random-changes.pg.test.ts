import { expect, test } from '@jest/globals'
import { AppError } from '@tessera/metadata'
import type { Change, WireDocument } from '@tessera/metadata'
import { randomSchemaChange, seededRandom } from '../../../../tests/support/random-schema-change.js'
import { hazardsOf, testEngine, withWorkshop } from './workshop.testing.js'
import type { Workshop } from './workshop.testing.js'

const seed = 20_260_901
const steps = 40

/** Does the next random change, with some records in every object; 'refused' when the planner does not let it. */
async function step(workshop: Workshop, random: () => number, serial: number): Promise<string> {
  const { engine, admin } = workshop
  const { documents, revision } = await engine.documents.list(admin, {})
  const next = randomSchemaChange(random, documents, revision, serial)
  if (!('undo' in next)) await expectPlanOfNewProcess(workshop, next.changes)
  try {
    const answer = 'undo' in next ? await workshop.undo(next.undo) : await workshop.publish(next.changes)
    return answer.revision === revision ? 'nothing' : 'done'
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const blocks = hazardsOf(error).filter(({ severity }) => severity === 'block')
    expect([error.status, error.code, blocks.length > 0]).toEqual([
      expect.any(Number),
      error.code,
      error.code === 'schema.hazards',
    ])
    return 'refused'
  }
}

/** A process that remembers plans what one plans that has just started. */
async function expectPlanOfNewProcess({ engine, admin, pool }: Workshop, changes: readonly Change[]): Promise<void> {
  const started = testEngine(pool)
  const [ours, theirs] = await Promise.allSettled(
    [engine, started].map((process) => process.changes.plan(admin, { changes })),
  )
  await started.stop()

  expect(ours).toEqual(theirs)
}

/** Every object can be read as a whole, and a record can be added wherever nothing is required. */
async function useAll({ engine, admin, records }: Workshop): Promise<void> {
  const { documents } = await engine.documents.list(admin, { kinds: ['object'] })
  const known = new Map<string, string>()
  for (const { key } of documents) {
    const [id] = (await records(key)).map((record) => String(record['id']))
    if (id !== undefined) known.set(key, id)
  }
  for (const document of documents)
    if (document.system !== true)
      await engine.records.create(admin, document.key, pointing(document, known)).catch(expectRefusal)
}

/** A value for every field that may point to records of several objects: of the last of them that has a record. */
function pointing(document: WireDocument, known: ReadonlyMap<string, string>): Record<string, unknown> {
  const { fields = [] } = document as unknown as { fields?: { key: string; targets?: string[] }[] }
  return Object.fromEntries(
    fields.flatMap(({ key, targets = [] }) => {
      const object = targets.findLast((one) => known.has(one))
      return object === undefined ? [] : [[key, { object, id: known.get(object) }]]
    }),
  )
}

function expectRefusal(error: unknown): void {
  if (!(error instanceof AppError) || error.status === 500) throw error
}

test(`after each of ${steps} random changes and undos (seed ${seed}) documents and tables agree and everything reads`, async () => {
  await withWorkshop(async (workshop) => {
    const random = seededRandom(seed)
    const outcomes: string[] = []
    for (let serial = 1; serial <= steps; serial += 1) {
      outcomes.push(await step(workshop, random, serial))
      await useAll(workshop)
      expect(await workshop.drift()).toEqual([])
    }

    expect(outcomes.filter((outcome) => outcome === 'done').length).toBeGreaterThan(steps / 3)
  })
}, 120_000)
