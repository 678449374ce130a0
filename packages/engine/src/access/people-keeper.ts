import type { Catalog } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { isSystemActor } from './actor.js'
import { may } from './capabilities.js'

/** Actors that were made by `peopleKeeper`: nothing that comes from outside can be one. */
const keepers = new WeakSet<Actor>()

/**
 * The actor for one write of records of people, which nobody else may write: what it means for accounts has been checked, and history
 * names who did it. It must be asked for by name, as the platform's own actor.
 */
export function peopleKeeper(actor: Actor): Actor {
  const keeper: Actor = { ...actor, roles: ['administrator'] }
  keepers.add(keeper)
  return keeper
}

/** May the actor write records of people, and choose their ids? */
export const keepsPeople = (actor: Actor): boolean => isSystemActor(actor) || keepers.has(actor)

/** May the actor administer people: make and move departments, hand over what people hold? */
export const administersPeople = (catalog: Catalog, actor: Actor): boolean =>
  keepsPeople(actor) || may(catalog, actor, 'people')
