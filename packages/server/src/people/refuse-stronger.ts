import type { Actor, Engine } from '@tessera/engine'
import { AppError, makeFieldProblem, type Capability } from '@tessera/metadata'
import { ADMINISTRATOR } from '../identity/identity.js'
import type { Memberships } from '../identity/memberships.js'

/** Is there, among roles, one that its holder could do more with than somebody may? By ids or keys of roles. */
export type IsStronger = (roles: readonly string[]) => boolean

/**
 * What somebody who administers people, and is no administrator, may not do: touch people, or give roles, that may do more than they
 * may themselves. Otherwise whoever resets passwords would be an administrator at the second step.
 */
export async function strongerThan(engine: Engine, actor: Actor): Promise<IsStronger> {
  if (actor.roles.includes(ADMINISTRATOR)) return () => false
  const [own, roles] = await Promise.all([engine.access.capabilities(actor), engine.access.roles(actor.workspace)])
  const exceeds = (capabilities: readonly Capability[]): boolean => capabilities.some((one) => !own.includes(one))
  const strong = new Set(roles.flatMap(({ id, key, capabilities }) => (exceeds(capabilities) ? [id, key] : [])))
  return (held) => held.some((role) => role === ADMINISTRATOR || strong.has(role))
}

/**
 * Refuses what an actor may not do to a person, and roles they may not give. Nobody but an administrator changes their own roles.
 *
 * Errors: 403 person.stronger, person.own_roles; 422 request.invalid with person.stronger_role at each role.
 */
export async function refuseStronger(
  { engine, memberships }: { readonly engine: Engine; readonly memberships: Memberships },
  actor: Actor,
  { person, roles = [] }: { readonly person?: string; readonly roles?: readonly string[] | undefined },
): Promise<void> {
  if (actor.roles.includes(ADMINISTRATOR)) return
  const isStronger = await strongerThan(engine, actor)
  const held = person === undefined ? undefined : await memberships.find(person, actor.workspace)
  if (isStronger(held?.roles ?? [])) throw new AppError('person.stronger')
  if (person === actor.id && roles.length > 0) throw new AppError('person.own_roles')
  const errors = roles.flatMap((role, index) =>
    isStronger([role])
      ? [makeFieldProblem(`roles/${index}`, 'person.stronger_role', { role: role.slice(0, 100) })]
      : [],
  )
  if (errors.length > 0) throw new AppError('request.invalid').with({ errors })
}
