import type { Catalog } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import type { Capability, Localized, StoredDocument } from '@tessera/metadata'
import type { OwnerScope, RecordAction } from './access.js'
import { administratorRole } from './access.js'

/** What a field is to somebody, least first. */
export const fieldLevels = ['none', 'masked', 'read', 'write'] as const

export type FieldLevel = (typeof fieldLevels)[number]

/** A role as it is stored: references are ids. */
export interface RoleBody extends StoredDocument {
  readonly kind: 'role'
  readonly label: Localized
  readonly capabilities?: readonly Capability[]
  readonly grants?: readonly RoleGrantBody[]
}

export interface RoleGrantBody {
  readonly id: string
  readonly object: string
  readonly actions: readonly RecordAction[]
  readonly scope?: OwnerScope
  readonly rows?: string
  readonly otherFields?: FieldLevel
  readonly fields?: readonly { readonly field: string; readonly access: FieldLevel }[]
}

/** Key of the role that everybody has who has a role at all: what colleagues know of each other. */
export const everyonesRole = 'everyone'

const byCatalog = new WeakMap<Catalog, readonly RoleBody[]>()

/** The role documents of a catalog, by key. */
export function rolesIn(catalog: Catalog): readonly RoleBody[] {
  let roles = byCatalog.get(catalog)
  if (roles === undefined) {
    roles = [...catalog.documents.values()]
      .filter(({ kind }) => kind === 'role')
      .sort((a, b) => (a.key < b.key ? -1 : 1)) as RoleBody[]
    byCatalog.set(catalog, roles)
  }
  return roles
}

/**
 * The roles of an actor by today's documents; one that is gone gives nothing. Who has any has `everyone` too. An administrator's
 * rights are no document.
 */
export function rolesOf(catalog: Catalog, actor: Pick<Actor, 'roles'>): readonly RoleBody[] {
  const held = new Set(actor.roles)
  const roles = rolesIn(catalog)
  const own = roles.filter(({ id, key }) => key !== everyonesRole && (held.has(id) || held.has(key)))
  if (own.length === 0 && !held.has(administratorRole)) return []
  return [...own, ...roles.filter(({ key }) => key === everyonesRole)]
}
