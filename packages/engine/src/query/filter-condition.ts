import { compile, toSql } from '@tessera/formula'
import type { SqlFragment } from '@tessera/formula'
import { findTextFault } from '@tessera/metadata'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import type { RowSource } from '../sql/rows.js'
import { readerScope } from './reader-scope.js'
import { badFormula, invalidParameter } from './refuse-query.js'

/**
 * SQL of a filter over the rows of `source`, through the reader's rules on every hop. Its leaves are plain comparisons
 * wherever the position allows it, so that indexes serve them. Errors: request.bad_filter with spans.
 */
export function filterCondition(
  catalog: Catalog,
  access: Access,
  object: CatalogObject,
  source: RowSource,
  filter: string,
): SqlFragment {
  if (findTextFault(filter) !== undefined) throw invalidParameter('filter', 'Unicode')
  const { expression, problems } = compile(filter, readerScope(catalog, object, access), { type: 'boolean' })
  if (expression === undefined || problems.length > 0) throw badFormula('filter', problems)
  return toSql(expression, source.context, 'filter')
}
