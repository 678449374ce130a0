import { AppError } from '@tessera/metadata'
import type { Capability } from '@tessera/metadata'
import type { Catalog } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
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

/** Errors: access.denied. */
export function requireCapability(catalog: Catalog, actor: Pick<Actor, 'roles'>, capability: Capability): void {
  if (!may(catalog, actor, capability)) throw new AppError('access.denied')
}
