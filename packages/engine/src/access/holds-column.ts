import type { SqlFragment } from '@tessera/formula'
import type { CatalogObject } from '../catalog/catalog.js'
import { join } from '../storage/statement.js'
import type { Access } from './access.js'

/** ` ARRAY[…] AS "holds"`: what holds for a row, as `Access.verdict` wants it. */
export function holdsColumn(access: Access, object: CatalogObject, alias: string): SqlFragment {
  const conditions = access.conditions(object).map((condition) => join(['(', condition.sql(alias), ') IS TRUE']))
  return join(['ARRAY[', join(conditions, ', '), ']::boolean[] AS "holds"'])
}
