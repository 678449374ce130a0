import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { isDepartment } from '../catalog/is-department.js'
import type { HoldingKind } from '../contract.js'

/** Records of one object that go from one person to another: those a filter finds get another value in a field. */
export interface PersonMove {
  readonly filter: string
  readonly field: string
}

/** What a person may hold in one object. */
export interface PersonHolding {
  readonly object: CatalogObject
  readonly kind: HoldingKind
  readonly moves: readonly PersonMove[]
}

/**
 * What is handed over when somebody leaves: the records they own, open tasks, who reports to them, the departments they lead. What is
 * finished stays in their name.
 */
export function personHoldings(catalog: Catalog, person: string): readonly PersonHolding[] {
  const is = (field: string): string => `${field} = ${JSON.stringify(person)}`
  return [...catalog.objects.values()].flatMap((object): PersonHolding[] => {
    if (!object.system) return [{ object, kind: 'records', moves: [{ filter: is('owner'), field: 'owner' }] }]
    if (object.id === catalog.userObject) {
      return [{ object, kind: 'people', moves: [{ filter: `${is('manager')} and active`, field: 'manager' }] }]
    }
    if (isDepartment(object))
      return [{ object, kind: 'departments', moves: [{ filter: is('manager'), field: 'manager' }] }]
    if (object.key !== 'task') return []
    const open = (field: string): PersonMove => ({ filter: `${is(field)} and status <> "done"`, field })
    return [{ object, kind: 'tasks', moves: [open('assignee'), open('owner')] }]
  })
}
