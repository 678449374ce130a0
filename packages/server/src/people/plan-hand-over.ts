import { isUuid, peopleKeeper, type Actor, type Engine, type Holding } from '@tessera/engine'
import { AppError, localize, makeFieldProblem, type FieldProblem } from '@tessera/metadata'
import type { Memberships } from '../identity/memberships.js'

/** Who gets what somebody holds. */
export interface HandOverRequest {
  /** Id of the person who gets what is not named in `handOver`. */
  readonly handOverTo?: string
  /** Objects by key whose records somebody else gets. */
  readonly handOver?: readonly { readonly object: string; readonly to: string }[]
}

/** The heir of each object that has one. */
export type HeirOf = (object: string) => string | undefined

/**
 * Checks who gets what a person holds: heirs are other, active people of the workspace, and with `everything` nothing is left without
 * one. Errors: 422 request.invalid with person.not_found, record.unknown_object, person.holdings.
 */
export async function planHandOver(
  { engine, memberships }: { readonly engine: Engine; readonly memberships: Memberships },
  actor: Actor,
  person: string,
  { handOverTo, handOver = [] }: HandOverRequest,
  everything: boolean,
): Promise<HeirOf> {
  const named = [
    ...(handOverTo === undefined ? [] : [{ path: 'handOverTo', id: handOverTo }]),
    ...handOver.map(({ to }, index) => ({ path: `handOver/${index}/to`, id: to })),
  ]
  const problems: FieldProblem[] = []
  for (const { path, id } of named) {
    const heir = id === person ? undefined : await memberships.find(id, actor.workspace)
    if (heir?.isActive !== true) problems.push(makeFieldProblem(path, 'person.not_found'))
  }
  const { documents } = await engine.documents.list(peopleKeeper(actor), { kinds: ['object'] })
  const objects = new Set(documents.map(({ key }) => key))
  handOver.forEach(({ object }, index) => {
    if (!objects.has(object)) problems.push(makeFieldProblem(`handOver/${index}/object`, 'record.unknown_object'))
  })
  const heirs = new Map(handOver.map(({ object, to }) => [object, to]))
  const heirOf: HeirOf = (object) => heirs.get(object) ?? handOverTo
  const left = everything
    ? (await holdingsOf(engine, actor, person)).filter(({ object }) => heirOf(object) === undefined)
    : []
  if (left.length > 0) problems.push(leftOver(left))
  if (problems.length > 0) throw new AppError('request.invalid').with({ errors: problems })
  return heirOf
}

/** What a person of the workspace holds. Errors: 404 person.not_found. */
export async function personHoldings(
  { engine, memberships }: { readonly engine: Engine; readonly memberships: Memberships },
  actor: Actor,
  person: string,
): Promise<readonly Holding[]> {
  if ((await memberships.find(person, actor.workspace)) === undefined) throw new AppError('person.not_found')
  return holdingsOf(engine, actor, person)
}

/** Ids that are none hold nothing. */
const holdingsOf = async (engine: Engine, actor: Actor, person: string): Promise<readonly Holding[]> =>
  isUuid(person) ? engine.handOvers.holdings(actor, person) : []

function leftOver(left: readonly Holding[]): FieldProblem {
  const count = left.reduce((sum, holding) => sum + holding.count, 0)
  const listed = (locale: 'zh-CN' | 'en', between: string): string =>
    left.map(({ label, count: rows }) => `${localize(label, locale)} ${rows}`).join(between)
  return makeFieldProblem('handOverTo', 'person.holdings', { count, zh: listed('zh-CN', '、'), en: listed('en', ', ') })
}
