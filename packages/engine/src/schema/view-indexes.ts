import { compile } from '@tessera/formula'
import type { Expression, TypedNode } from '@tessera/formula'
import type { StoredDocument } from '@tessera/metadata'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import { formulaScope } from '../catalog/formula-scope.js'
import { fitsIndex } from '../catalog/indexed-text.js'
import { isNeverBlank } from '../sql/never-blank.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { columnOfField } from './column-of-field.js'
import type { WantedPart } from './physical-part.js'

/** Types whose order is the column's order; text sorts by collation, options and lookups by something else. */
const sortable: ReadonlySet<string> = new Set(['number', 'date', 'datetime', 'boolean'])
const maxEqualFields = 3

/**
 * One index per view that helps it: the own fields its filter compares with `=`, then its first sort field and the id. Views without
 * either need none. By object id.
 */
export function viewIndexes(
  catalog: Catalog,
  within: ReadonlySet<string> | undefined,
): ReadonlyMap<string, readonly WantedPart[]> {
  const found = new Map<string, WantedPart[]>()
  const seen = new Set<string>()
  for (const view of catalog.documents.values()) {
    const object = view.kind === 'view' ? catalog.objects.get(String(view.object)) : undefined
    if (object === undefined || within?.has(object.id) === false) continue
    const equal = equalFields(catalog, object, view)
    const sort = sortField(object, view)
    const shape = [object.id, ...equal.map((field) => field.id), sort?.field.id, sort?.descending].join('/')
    if ((equal.length === 0 && sort === undefined) || isLookupIndex(equal, sort) || seen.has(shape)) continue
    seen.add(shape)
    found.set(object.id, [...(found.get(object.id) ?? []), indexPart(object, view, equal, sort)])
  }
  return found
}

interface SortField {
  readonly field: CatalogField
  readonly descending: boolean
}

function indexPart(
  object: CatalogObject,
  view: StoredDocument,
  equal: readonly CatalogField[],
  sort: SortField | undefined,
): WantedPart {
  return {
    objectId: object.id,
    partId: view.id,
    kind: 'index',
    readable: `${object.key}_${view.key}`,
    spec: (columnOf) => {
      const name = (field: CatalogField): string =>
        quoteIdentifier(field.system ? (field.column ?? '') : columnOf(field.id))
      const columns = equal.map(name)
      if (sort !== undefined) {
        // With the id that breaks ties, pages are read off the index even where many records share a value.
        columns.push(
          `${name(sort.field)}${sort.descending ? descendingAs(sort.field) : ''}`,
          `"id"${sort.descending ? ' DESC' : ''}`,
        )
      }
      return `(${columns.join(', ')}) WHERE "deleted_at" IS NULL`
    },
  }
}

/** As the reader orders by it: blanks last, not said of a field that is never blank. */
const descendingAs = (field: CatalogField): string => (isNeverBlank(field) ? ' DESC' : ' DESC NULLS LAST')

/** A lookup compared alone has its own index already. */
function isLookupIndex(equal: readonly CatalogField[], sort: SortField | undefined): boolean {
  return sort === undefined && equal.length === 1 && equal[0]?.target !== undefined && !equal[0].system
}

function equalFields(catalog: Catalog, object: CatalogObject, view: StoredDocument): CatalogField[] {
  if (typeof view.filter !== 'string') return []
  const { expression } = compile(view.filter, formulaScope(catalog, object, { me: true, old: false }), {
    type: 'boolean',
  })
  return expression === undefined
    ? []
    : conjunctsOf(expression)
        .flatMap((node) => equalField(object, node))
        .reduce<CatalogField[]>((taken, field) => (fitsIndex([...taken, field]) ? [...taken, field] : taken), [])
        .slice(0, maxEqualFields)
}

function conjunctsOf({ tree }: Expression): readonly TypedNode[] {
  const flatten = (node: TypedNode): readonly TypedNode[] =>
    node.kind === 'logic' && node.operator === 'and' ? node.items.flatMap(flatten) : [node]
  return flatten(tree)
}

function equalField(object: CatalogObject, node: TypedNode): CatalogField[] {
  if (node.kind !== 'compare' || node.operator !== '=') return []
  const path = [node.left, node.right].find((side) => side.kind === 'path')
  const value = [node.left, node.right].find((side) => side.kind === 'literal' || side.kind === 'me')
  if (path?.kind !== 'path' || value === undefined || path.path.length !== 1) return []
  const field = object.fieldsById.get(path.path[0]?.field ?? '')
  return field !== undefined && isColumn(field) ? [field] : []
}

function sortField(object: CatalogObject, view: StoredDocument): SortField | undefined {
  const first = Array.isArray(view.sort) ? String(view.sort[0] ?? '') : ''
  const field = object.fieldsById.get(first.replace(/^-/, ''))
  const isDefault = first === '-createdAt'
  if (field === undefined || isDefault || !isColumn(field) || !sortable.has(field.formulaType.kind)) return undefined
  return { field, descending: first.startsWith('-') }
}

const isColumn = (field: CatalogField): boolean =>
  field.system ? field.column !== undefined : columnOfField(field) !== undefined
