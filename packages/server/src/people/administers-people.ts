import type { Actor } from '@tessera/engine'
import { AppError } from '@tessera/metadata'
import { ADMINISTRATOR } from '../identity/identity.js'
import type { Memberships } from '../identity/memberships.js'

/** Policy of the routes about other people: with `administersPeople` the one place that says who they are for. */
export const peoplePolicy = 'administrator'

/** May the actor make, change and deactivate other people? */
export const administersPeople = (actor: Actor): boolean => actor.roles.includes(ADMINISTRATOR)

/**
 * Whoever opens the account of an administrator becomes one: only administrators make links for them or take their second step
 * off, whatever else `peoplePolicy` lets others do. Errors: 403 `access.denied`.
 */
export async function protectAdministrators(memberships: Memberships, actor: Actor, id: string): Promise<void> {
  if (actor.roles.includes(ADMINISTRATOR)) return
  const target = await memberships.find(id, actor.workspace)
  if (target?.roles.includes(ADMINISTRATOR) === true) throw new AppError('access.denied')
}
