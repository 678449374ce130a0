import { AppError } from '@tessera/metadata'
import type { Capability } from '@tessera/metadata'
import type { Catalog } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { isAdministrator } from './access.js'
import { rolesOf } from './role-documents.js'

export const allCapabilities: readonly Capability[] = ['studio', 'people', 'templates', 'tokens', 'audit']

/** What an actor may do besides records: everything for administrators, what their roles say for others. */
export function capabilitiesOf(catalog: Catalog, actor: Pick<Actor, 'roles'>): readonly Capability[] {
  if (isAdministrator(actor)) return allCapabilities
  const granted = new Set(rolesOf(catalog, actor).flatMap(({ capabilities = [] }) => capabilities))
  return allCapabilities.filter((capability) => granted.has(capability))
}

export const may = (catalog: Catalog, actor: Pick<Actor, 'roles'>, capability: Capability): boolean =>
  capabilitiesOf(catalog, actor).includes(capability)

/** By the roles of today: no statement about records follows that would tell that they have changed. Errors: access.denied. */
export async function requireCapability(
  { catalogs }: Pick<EngineContext, 'catalogs'>,
  actor: Actor,
  capability: Capability,
): Promise<void> {
  if (isAdministrator(actor)) return
  if (!may(await catalogs.refresh(actor.workspace), actor, capability)) throw new AppError('access.denied')
}
