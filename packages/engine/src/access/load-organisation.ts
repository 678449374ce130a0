import type { ClientBase, Pool } from 'pg'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { linkTable } from '../catalog/link-table.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { workspaceTable } from '../storage/workspace-table.js'
import type { Organisation, OrganisationDepartment, OrganisationPerson } from './organisation.js'

interface Row {
  readonly revision: number
  readonly people:
    readonly { id: string; department: string | null; manager: string | null; others: string[] | null }[] | null
  readonly departments: readonly OrganisationDepartment[] | null
  readonly shared: readonly string[] | null
}

/** Reads people and departments of a workspace with their revision, in one snapshot. */
export async function loadOrganisation(db: Pool | ClientBase, catalog: Catalog): Promise<Organisation> {
  const user = catalog.objects.get(catalog.userObject)
  const department = departmentObject(catalog)
  if (user === undefined || department === undefined || user.table === '' || department.table === '')
    return { revision: 0, people: new Map(), departments: new Map(), sharedObjects: new Set() }
  const { key } = catalog.workspace
  const { rows } = await db.query<Row>(
    `SELECT (SELECT "revision" FROM ${workspaceTable(key, 'organisation')}) AS "revision",
      (SELECT json_agg(json_build_object('id', u."id", 'department', ${columnOf(user, 'department', 'u')},
         'manager', ${columnOf(user, 'manager', 'u')}, 'others', ${otherDepartments(catalog, user)}) ORDER BY u."id")
       FROM ${user.table} AS u WHERE u."deleted_at" IS NULL) AS "people",
      (SELECT json_agg(json_build_object('id', d."id", 'parent', ${columnOf(department, 'parent', 'd')},
         'manager', ${columnOf(department, 'manager', 'd')}) ORDER BY d."id")
       FROM ${department.table} AS d WHERE d."deleted_at" IS NULL) AS "departments",
      (SELECT json_agg(DISTINCT "object_id") FROM ${workspaceTable(key, 'shares')}) AS "shared"`,
  )
  const [row] = rows
  const people = (row?.people ?? []).map(({ id, department: main, manager, others }): [string, OrganisationPerson] => [
    id,
    { id, manager, main, departments: [...new Set([main, ...(others ?? [])])].filter((each) => each !== null) },
  ])
  return {
    revision: row?.revision ?? 0,
    people: new Map(people),
    departments: new Map((row?.departments ?? []).map((each) => [each.id, each])),
    sharedObjects: new Set(row?.shared ?? []),
  }
}

/** The system object of departments. */
export function departmentObject(catalog: Catalog): CatalogObject | undefined {
  const object = catalog.objectsByKey.get('department')
  return object?.system === true ? object : undefined
}

/** Columns that are not there yet (a workspace on its way to today's system documents) are blank. */
function columnOf(object: CatalogObject, key: string, alias: string): string {
  const column = object.fieldsByKey.get(key)?.column
  return column === undefined ? 'NULL' : `${alias}.${quoteIdentifier(column)}`
}

function otherDepartments(catalog: Catalog, user: CatalogObject): string {
  const links = user.fieldsByKey.get('departments')?.links
  if (links === undefined || links.owner.field !== user.fieldsByKey.get('departments')?.id) return 'NULL'
  return `(SELECT json_agg(p."${links.far}" ORDER BY p."n") FROM ${linkTable(catalog, links)} AS p WHERE p."${links.near}" = u."id")`
}
