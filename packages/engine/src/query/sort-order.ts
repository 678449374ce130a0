import { makeFieldProblem } from '@tessera/metadata'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import type { RowSource } from '../sql/rows.js'
import { badSort, invalidParameter } from './refuse-query.js'
import { resolvePath } from './resolve-path.js'
import { sortKey, tieKey } from './sort-key.js'
import type { SortKey } from './sort-key.js'

const mostKeys = 5
const newestFirst: readonly string[] = ['-createdAt']

/**
 * The total order `sort` asks for, over the rows of `source`: up to 5 fields or paths, `-` for descending, ties by id in
 * the direction of the last. Errors: request.bad_sort, request.invalid_parameter.
 */
export function sortOrder(
  catalog: Catalog,
  access: Access,
  object: CatalogObject,
  source: RowSource,
  sort: readonly string[] = newestFirst,
): readonly SortKey[] {
  if (sort.length === 0 || sort.length > mostKeys) throw invalidParameter('sort', `1–${mostKeys}`)
  const keys: SortKey[] = []
  for (const name of sort) {
    const descending = name.startsWith('-')
    const path = resolvePath(catalog, access, object, descending ? name.slice(1) : name, 'sort')
    if ('problem' in path) throw badSort(name, path.problem)
    const key = sortKey(source.target(path.over), path.field, descending)
    if (key === undefined) throw badSort(name, makeFieldProblem('sort', 'request.bad_sort', { name }))
    keys.push(path.over.length > 0 ? { ...key, nullable: true } : key)
    // The id is unique: nothing behind it is ever compared.
    if (path.over.length === 0 && path.field.key === 'id') return keys
  }
  return [...keys, tieKey(source.alias, keys.at(-1)?.descending ?? false)]
}
