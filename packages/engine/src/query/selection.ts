import type { Access } from '../access/access.js'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import { systemFields } from '../catalog/system-fields.js'
import { badField, invalidParameter } from './refuse-query.js'
import { resolvePath } from './resolve-path.js'

/** What is read of the records of one object, in order; below a lookup `id` and `title` come by themselves. */
export interface Selection {
  readonly fields: readonly SelectedField[]
}

export interface SelectedField {
  readonly field: CatalogField
  /** For lookups: what is read of the target besides id and title. */
  readonly below: Selection
}

const mostFields = 1000
const nothing: Selection = { fields: [] }
const shown = new Set(systemFields.filter((field) => field.shown).map((field) => field.key))

/** Everything a reader of one record gets who names no fields: every readable field, id and version first. */
export function wholeRecord(object: CatalogObject, access: Access): Selection {
  const readable = object.fields.filter((field) => access.shows(field) && (!field.system || shown.has(field.key)))
  return { fields: readable.map((field) => ({ field, below: nothing })) }
}

/**
 * What `fields` asks for: keys and paths (`customer.level` gives `customer: {id, title, level}`). `id` and `version` are
 * always read. Errors: request.bad_fields, request.invalid_parameter.
 */
export function selectFields(
  catalog: Catalog,
  access: Access,
  object: CatalogObject,
  names: readonly string[],
): Selection {
  if (names.length === 0 || names.length > mostFields) throw invalidParameter('fields', `1–${mostFields}`)
  const root: Branch = { below: new Map() }
  for (const name of ['id', 'version', ...names]) {
    const path = resolvePath(catalog, access, object, name, 'fields')
    if ('problem' in path) throw badField(name, path.problem)
    let branch = root
    for (const field of [...path.over, path.field]) branch = grow(branch, field)
  }
  return toSelection(root)
}

/** The same without the lines that belong to the record: in lists, and for lines themselves. */
export function ownValues(object: CatalogObject, access: Access): Selection {
  const { fields } = wholeRecord(object, access)
  return { fields: fields.filter(({ field }) => field.details === undefined) }
}

/** The selection of a request for one record: what it names, else the whole record. */
export function selectionOf(
  catalog: Catalog,
  access: Access,
  object: CatalogObject,
  names: readonly string[] | undefined,
): Selection {
  return names === undefined ? wholeRecord(object, access) : selectFields(catalog, access, object, names)
}

interface Branch {
  readonly below: Map<CatalogField, Branch>
}

function grow(branch: Branch, field: CatalogField): Branch {
  const known = branch.below.get(field)
  if (known !== undefined) return known
  const grown: Branch = { below: new Map() }
  branch.below.set(field, grown)
  return grown
}

function toSelection(branch: Branch): Selection {
  return { fields: [...branch.below].map(([field, below]) => ({ field, below: toSelection(below) })) }
}
