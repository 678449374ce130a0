import type { SqlFragment } from '@tessera/formula'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { columnOf } from '../records/stored-fields.js'
import { join, raw } from '../storage/statement.js'
import { fileFields } from './file-fields.js'

/**
 * SQL boolean: some record the reader may see holds the file, in a field the reader may see. Records in the bin do not count.
 *
 * @param id SQL of the file's id as text
 */
export function heldByVisible(catalog: Catalog, access: Access, id: string): SqlFragment {
  const holders = [...catalog.objects.values()].flatMap((object) => holderOf(object, access, id))
  return holders.length === 0 ? raw('false') : join(['(', join(holders, ' OR '), ')'])
}

function holderOf(object: CatalogObject, access: Access, id: string): readonly SqlFragment[] {
  if (!access.sees(object)) return []
  const columns = fileFields(object).filter((field) => access.reads(field))
  if (columns.length === 0) return []
  const holds = columns.map((field) => {
    const guard = access.guard(field, 'h')
    const held = `h.${columnOf(field)} @> ARRAY[${id}]`
    return guard === undefined ? join([held]) : join([`(${held} AND `, guard.clear, ')'])
  })
  return [
    join([
      `EXISTS (SELECT 1 FROM ${object.table} AS h WHERE (`,
      join(holds, ' OR '),
      ') AND h.deleted_at IS NULL AND ',
      access.rowRule(object, 'h'),
      ')',
    ]),
  ]
}
