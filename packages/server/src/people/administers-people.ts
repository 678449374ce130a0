import type { Actor } from '@tessera/engine'
import { ADMINISTRATOR } from '../identity/identity.js'

/** Policy of the routes about other people: with `administersPeople` the one place that says who they are for. */
export const peoplePolicy = 'administrator'

/** May the actor make, change and deactivate other people? */
export const administersPeople = (actor: Actor): boolean => actor.roles.includes(ADMINISTRATOR)
