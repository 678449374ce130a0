import type { Actor } from '@tessera/engine'
import { AppError } from '@tessera/metadata'
import { ADMINISTRATOR } from '../identity/identity.js'
import { RoleNames } from '../identity/role-titles.js'
import { actorOfPerson } from '../people/actor-of-person.js'
import type { Services } from '../services.js'
import { originOf } from './origin.js'
import { meetsPolicy } from './identify-caller.js'
import type { Passage } from './passage.js'
import type { Route } from './route.js'

/** Whoever stands in for nobody in particular: no account has it. */
const NOBODY_IN_PARTICULAR = '00000000-0000-7000-8000-000000000002'

/**
 * An administrator who looks as somebody else does (`Tessera-As: person:<id>` or `role:<key>`): the actor is that person, or a person
 * with that role alone, and nothing can be saved. The audit log tells of it.
 *
 * Errors: 403 access.denied for others than administrators, 403 access.looking for what writes, 404 person.not_found,
 * 422 person.unknown_role.
 */
export async function standIn(
  services: Services,
  passage: Passage,
  route: Pick<Route, 'method' | 'reads' | 'policy'>,
  actor: Actor,
): Promise<Actor> {
  const header = passage.request.headers['tessera-as']
  if (header === undefined) return actor
  const [, kind, name = ''] = /^(person|role):([\w-]{1,60})$/.exec(String(header)) ?? []
  if (kind === undefined || !actor.roles.includes(ADMINISTRATOR)) throw new AppError('access.denied')
  if (route.method !== 'GET' && route.reads !== true) throw new AppError('access.looking')
  const other = kind === 'person' ? await actorOfPerson(services, actor, name) : await withRole(services, actor, name)
  // Routes for administrators, designers and those with another capability stay closed to whoever could not call them.
  if (!(await meetsPolicy(services, other, route.policy))) throw new AppError('access.denied')
  await services.looks.note(actor, originOf(services, passage), { kind, key: name })
  return other
}

async function withRole({ engine }: Services, actor: Actor, key: string): Promise<Actor> {
  const names = await RoleNames.of(engine, actor.workspace)
  const role = names.idOf(key)
  if (role === undefined) throw new AppError('person.unknown_role', { role: key })
  const [title] = names.titlesOf([role], actor.locale)
  return { ...actor, id: NOBODY_IN_PARTICULAR, name: title?.title ?? key, roles: [role] }
}
