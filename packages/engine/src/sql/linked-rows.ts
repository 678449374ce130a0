import type { SqlFragment } from '@tessera/formula'
import type { Access } from '../access/access.js'
import { objectById } from '../catalog/catalog.js'
import type { Catalog, CatalogLinks } from '../catalog/catalog.js'
import { linkTable } from '../catalog/link-table.js'
import { join } from '../storage/statement.js'
import type { RowSource } from './rows.js'

/**
 * `FROM … WHERE …` of the live records that the row `near` (SQL of its id) is linked with, as `access` may see them: the rows of
 * `target`, in the order they were linked by `<alias>_n."n"`.
 */
export function linkedRows(
  catalog: Catalog,
  access: Access,
  links: CatalogLinks,
  target: RowSource,
  near: string,
): SqlFragment {
  const { alias } = target
  const pairs = `${alias}_n`
  const object = objectById(catalog, links.target)
  return join([
    ` FROM ${linkTable(catalog, links)} AS ${pairs} JOIN ${object.table} AS ${alias} ON ${alias}."id" = ${pairs}."${links.far}" `,
    target.joins(),
    ` WHERE ${pairs}."${links.near}" = ${near} AND ${alias}."deleted_at" IS NULL AND `,
    access.rowRule(object, alias),
  ])
}
