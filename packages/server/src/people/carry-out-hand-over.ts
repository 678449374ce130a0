import { peopleKeeper, type Actor, type AssignResult, type Engine } from '@tessera/engine'
import type { People } from './people.js'
import type { HeirOf } from './plan-hand-over.js'

/** How a hand-over stands when it is answered. */
export interface HandedOver {
  readonly handedOver: number
  /** So many records stayed where they were: their own rules refuse a change. */
  readonly refused: number
  /** The job: it may still be at work. Null: there was nothing to do. */
  readonly job: string | null
}

/**
 * Gives what a person holds to their heirs. Where the one who takes over the people below is below the person, too, they move up first:
 * nobody reports to themselves.
 */
export async function carryOutHandOver(
  { engine, people }: { readonly engine: Engine; readonly people: People },
  actor: Actor,
  person: string,
  heirOf: HeirOf,
): Promise<HandedOver> {
  const leader = heirOf('user')
  if (leader !== undefined) await moveUp({ engine, people }, actor, person, leader)
  const job = await engine.handOvers.start(actor, person, heirOf)
  const result = job?.result as AssignResult | undefined
  return { handedOver: result?.handedOver ?? 0, refused: result?.refused ?? 0, job: job?.id ?? null }
}

async function moveUp(
  { engine, people }: { readonly engine: Engine; readonly people: People },
  actor: Actor,
  person: string,
  leader: string,
): Promise<void> {
  const filter = `id = ${JSON.stringify(leader)} and id under ${JSON.stringify(person)}`
  const below = await engine.records.query(peopleKeeper(actor), 'user', { fields: ['id'], filter, limit: 1 })
  if (below.recordsJson === '[]') return
  const record = await engine.records.get(peopleKeeper(actor), 'user', person, { fields: ['manager'] })
  const { manager } = JSON.parse(record.json) as { manager: { id: string } | null }
  await people.change(actor.workspace, leader, { manager: manager?.id ?? null }, actor)
}
