import type { RoleDocument } from '@tessera/metadata'

type Grant = NonNullable<RoleDocument['grants']>[number]
export type RoleAction = Grant['actions'][number]
export type RoleScope = NonNullable<Grant['scope']>
export type RoleLevel = NonNullable<Grant['otherFields']>
export type RoleCapability = NonNullable<RoleDocument['capabilities']>[number]
export type RoleGrant = Grant

export const roleActions: readonly RoleAction[] = [
  'read',
  'create',
  'change',
  'delete',
  'transfer',
  'import',
  'export',
  'share',
  'print',
]
export const roleScopes: readonly RoleScope[] = ['own', 'subordinates', 'department', 'departmentTree', 'all']
export const roleLevels: readonly RoleLevel[] = ['none', 'masked', 'read', 'write']
export const roleCapabilities: readonly RoleCapability[] = ['studio', 'people', 'templates', 'tokens', 'audit']

/** One row of the matrix: a grant, or an object that the role says nothing about. */
export interface GrantRow {
  readonly object: string
  /** Place among the grants of the role; undefined: there is none. */
  readonly at: number | undefined
  readonly grant: Grant | undefined
  /** Counted within the object, from 1. */
  readonly n: number
  readonly isLast: boolean
}

/** The rows of the matrix in the order of the objects. */
export function grantRows(role: RoleDocument, objects: readonly string[]): readonly GrantRow[] {
  const grants = role.grants ?? []
  return objects.flatMap((object): GrantRow[] => {
    const own = grants.flatMap((grant, at) => (grant.object === object ? [{ grant, at }] : []))
    if (own.length === 0) return [{ object, at: undefined, grant: undefined, n: 1, isLast: true }]
    return own.map(({ grant, at }, index) => ({ object, at, grant, n: index + 1, isLast: index === own.length - 1 }))
  })
}

const withGrants = (role: RoleDocument, grants: readonly Grant[]): RoleDocument => ({ ...role, grants: [...grants] })

function withGrant(role: RoleDocument, at: number, to: (grant: Grant) => Grant): RoleDocument {
  return withGrants(
    role,
    (role.grants ?? []).map((grant, index) => (index === at ? to(grant) : grant)),
  )
}

/** Without actions there is no grant: what a row had is forgotten, as with a row that never was. */
export function withoutGrant(role: RoleDocument, at: number): RoleDocument {
  return withGrants(
    role,
    (role.grants ?? []).filter((_, index) => index !== at),
  )
}

/** Ticks or unticks an action. Whatever is done with records, they are seen; what is not seen is not changed. */
export function withAction(role: RoleDocument, row: GrantRow, action: RoleAction, on: boolean): RoleDocument {
  const before = row.grant?.actions ?? []
  const wanted = new Set(before)
  if (on) wanted.add(action).add('read')
  else if (action === 'read') wanted.clear()
  else wanted.delete(action)
  const actions = roleActions.filter((one) => wanted.has(one))
  if (row.at === undefined)
    return actions.length === 0
      ? role
      : withGrants(role, [...(role.grants ?? []), { object: row.object, actions, scope: 'own' } as Grant])
  if (actions.length === 0) return withoutGrant(role, row.at)
  return withGrant(role, row.at, (grant) => ({ ...grant, actions }) as Grant)
}

/** A further pair of rows and fields of the same object: to be seen, all of them, until something else is chosen. */
export const withFurther = (role: RoleDocument, object: string): RoleDocument =>
  withGrants(role, [...(role.grants ?? []), { object, actions: ['read'], scope: 'all', otherFields: 'read' } as Grant])

export const withScope = (role: RoleDocument, at: number, scope: RoleScope): RoleDocument =>
  withGrant(role, at, (grant) => ({ ...grant, scope }))

export function withRows(role: RoleDocument, at: number, rows: string | undefined): RoleDocument {
  return withGrant(role, at, ({ rows: _, ...grant }) => (rows === undefined ? grant : { ...grant, rows }))
}

export const withOthers = (role: RoleDocument, at: number, level: RoleLevel): RoleDocument =>
  withGrant(role, at, (grant) => ({ ...grant, otherFields: level }))

/** The level of a field by name; undefined: as the others. */
export function withField(role: RoleDocument, at: number, field: string, level: RoleLevel | undefined): RoleDocument {
  return withGrant(role, at, (grant) => {
    const known = grant.fields?.some((one) => one.field === field) === true
    const changed = (grant.fields ?? []).flatMap((one) =>
      one.field !== field ? [one] : level === undefined ? [] : [{ ...one, access: level }],
    )
    const fields = known || level === undefined ? changed : [...changed, { field, access: level }]
    const { fields: _, ...rest } = grant
    return (fields.length === 0 ? rest : { ...rest, fields }) as Grant
  })
}

export const levelOf = (grant: Grant, field: string): RoleLevel | undefined =>
  grant.fields?.find((one) => one.field === field)?.access

export function withCapability(role: RoleDocument, capability: RoleCapability, on: boolean): RoleDocument {
  const wanted = new Set(role.capabilities)
  if (on) wanted.add(capability)
  else wanted.delete(capability)
  const capabilities = roleCapabilities.filter((one) => wanted.has(one))
  const { capabilities: _, ...rest } = role
  return (capabilities.length === 0 ? rest : { ...rest, capabilities }) as RoleDocument
}

/** Keys of the fields of each module that no grant of the role shows; modules without any are left out. */
export function hiddenFields({ grants = [] }: RoleDocument): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const object of new Set(grants.map((grant) => grant.object))) {
    const hidden = grants
      .filter((grant) => grant.object === object)
      .map(({ fields = [] }) => fields.filter(({ access }) => access === 'none').map(({ field }) => field))
    const everywhere = (hidden[0] ?? []).filter((field) => hidden.every((fields) => fields.includes(field)))
    if (everywhere.length > 0) found.set(object, everywhere)
  }
  return found
}
