import type { SqlFragment } from '@tessera/formula'
import type { Access } from '../access/access.js'
import type { CatalogObject } from '../catalog/catalog.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { join } from '../storage/statement.js'

/** Whose place in a tree is asked for, and below which records (uuid[]); `isFixed`: these are the same for every row. */
export interface TreeQuestion {
  readonly id: SqlFragment
  readonly ancestors: SqlFragment
  readonly isFixed: boolean
}

/**
 * SQL boolean: the record is one of the ancestors or below one of them, over live records that `access` lets through; an ancestor out
 * of sight has nothing below it, or who knows its id would learn whose parent it is. What is below fixed ancestors is collected once for the statement; else each row climbs from its record. A circle, which only data from
 * before the tree can have, ends either way: UNION takes each record once.
 */
export function isUnderSql(object: CatalogObject, access: Access, prefix: string, question: TreeQuestion): SqlFragment {
  const { tree, table } = object
  if (tree === undefined) throw new Error(`${object.key} has no tree`)
  const [parent, one] = [quoteIdentifier(tree.column ?? ''), `${prefix}_n`]
  const seen = join([`${one}."deleted_at" IS NULL AND `, access.rowRule(object, one)])
  const { id, ancestors, isFixed } = question
  if (isFixed) {
    return join([
      id,
      ` IN (WITH RECURSIVE below(id) AS (SELECT ${one}."id" FROM ${table} AS ${one} WHERE ${one}."id" = ANY(`,
      ancestors,
      ') AND ',
      seen,
      ` UNION SELECT ${one}."id" FROM below AS ${one}b JOIN ${table} AS ${one} ON ${one}.${parent} = ${one}b.id AND `,
      seen,
      ') SELECT id FROM below)',
    ])
  }
  return join([
    'EXISTS (WITH RECURSIVE above(id) AS (SELECT ',
    id,
    ` UNION SELECT ${one}.${parent} FROM above AS ${one}a JOIN ${table} AS ${one} ON ${one}."id" = ${one}a.id AND `,
    seen,
    `) SELECT 1 FROM above AS ${one}a WHERE ${one}a.id = ANY(`,
    ancestors,
    '))',
  ])
}
