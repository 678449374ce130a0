import type { Actor } from '@tessera/engine'
import { AppError } from '@tessera/metadata'
import type { Services } from '../services.js'

/** Somebody of the asker's workspace as the engine would know them, to say or show what they may see. Errors: 404 person.not_found. */
export async function actorOfPerson(
  { accounts, memberships }: Pick<Services, 'accounts' | 'memberships'>,
  asker: Actor,
  id: string,
): Promise<Actor> {
  const [account, membership] = await Promise.all([accounts.find(id), memberships.find(id, asker.workspace)])
  if (account === undefined || membership === undefined) throw new AppError('person.not_found')
  return { ...asker, id: account.id, name: account.name, roles: membership.isActive ? membership.roles : [] }
}
