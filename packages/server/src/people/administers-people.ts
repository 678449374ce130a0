import type { Actor, Engine } from '@tessera/engine'

/** Policy of the routes about other people. What may be done to whom says `refuseStronger`. */
export const peoplePolicy = 'people'

/** May the actor make, change and deactivate other people? */
export const administersPeople = async (engine: Engine, actor: Actor): Promise<boolean> =>
  (await engine.access.capabilities(actor)).includes('people')
