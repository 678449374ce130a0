import { toSql } from '@tessera/formula'
import type { SqlFragment } from '@tessera/formula'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { sealCondition } from '../encryption/seal-condition.js'
import type { RowSource } from '../sql/rows.js'
import { compileCondition } from './compile-condition.js'
import { readerScope } from './reader-scope.js'
import { badFormula } from './refuse-query.js'

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
  const expression = compileCondition(filter, readerScope(catalog, object, access), 'filter')
  const sealed = sealCondition(catalog, expression)
  if ('problem' in sealed) throw badFormula('filter', [sealed.problem])
  return toSql(sealed.expression, source.context, 'filter')
}
