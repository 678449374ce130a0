import type { SqlFragment } from '@tessera/formula'
import type { Access } from '../access/access.js'
import { fieldById, objectById } from '../catalog/catalog.js'
import type { Catalog, CatalogDetails, CatalogField, CatalogLinks } from '../catalog/catalog.js'
import { filesJson } from '../files/files-json.js'
import { plainJson } from '../sql/json-value.js'
import { maskSql } from '../sql/mask-sql.js'
import { linkedRows } from '../sql/linked-rows.js'
import { rowSource } from '../sql/row-source.js'
import type { RowSource } from '../sql/rows.js'
import { titleText } from '../sql/title-text.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { join, raw } from '../storage/statement.js'
import { ownValues } from './selection.js'
import type { SelectedField, Selection } from './selection.js'

/**
 * Alias of a row that becomes JSON. Its columns are called like fields, and a column of the alias' name would hide the row: no
 * key has an underscore.
 */
export const jsonRow = 'json_row'

/**
 * The columns of one record in wire form, to be turned into JSON by row_to_json: `r."id" AS "id", trim_scale(…) AS "cost"`.
 * Lookups become objects; one that points to nothing the reader may see is NULL. Joins that formulas need are in `source`.
 *
 * Lookups are subselects by key, not joins: for 50 rows with four of them planning takes 0.25 ms instead of 0.47 and
 * running as long, and a record by key takes 0.07 ms instead of 0.12 (1,000 rows, 2,000 people, PostgreSQL 18).
 */
export function recordColumns(catalog: Catalog, access: Access, source: RowSource, selection: Selection): SqlFragment {
  const columns = selection.fields.map((selected) => {
    const value = valueOf(catalog, access, source, selected)
    return join([value, ` AS ${quoteIdentifier(selected.field.key)}`])
  })
  return join(columns, ', ')
}

/** The value where the reader may see it; elsewhere what is left of it, or nothing. */
function valueOf(catalog: Catalog, access: Access, source: RowSource, selected: SelectedField): SqlFragment {
  const guard = access.guard(selected.field, source.alias)
  const value = clearValue(catalog, access, source, selected)
  if (guard === undefined) return value
  const { field } = selected
  const masked =
    guard.masked === undefined || field.formulaType.kind !== 'text'
      ? []
      : [' WHEN ', guard.masked, ' THEN ', plainJson(field, maskSql(field, source.field(field)))]
  return join(['(CASE WHEN ', guard.clear, ' THEN ', value, ...masked, ' END)'])
}

function clearValue(catalog: Catalog, access: Access, source: RowSource, { field, below }: SelectedField): SqlFragment {
  if (field.details !== undefined) return detailsJson(catalog, access, source, field, field.details)
  if (field.links !== undefined) return linksJson(catalog, access, source, field, field.links, below)
  if (field.members !== undefined) {
    const found = field.members.map((member) => ({ object: member.target ?? '', id: source.field(member) }))
    return anyReferenceJson(catalog, access, `${source.alias}_l`, found)
  }
  const value = source.field(field)
  if (field.formulaType.kind === 'record' && field.key !== 'id') {
    return referenceJson(catalog, access, `${source.alias}_l`, field.formulaType.object, value, below)
  }
  if (field.definition.files !== undefined) return filesJson(catalog, value)
  // A column of PostgreSQL's own integer type: nothing to trim.
  return field.key === 'version' ? value : plainJson(field, value)
}

/** The live lines of a record that the reader may see, in the order they were made, each without the lookup to it. */
function detailsJson(
  catalog: Catalog,
  access: Access,
  source: RowSource,
  { definition: { mostLines = 0 } }: CatalogField,
  details: CatalogDetails,
): SqlFragment {
  const child = objectById(catalog, details.child)
  if (!access.sees(child)) return join(["'[]'::json"])
  const alias = `${source.alias}_d`
  const lines = rowSource(catalog, child, alias, access)
  const { fields } = ownValues(child, access)
  const columns = recordColumns(catalog, access, lines, {
    fields: fields.filter(({ field }) => field.id !== details.via),
  })
  return join([
    `(SELECT coalesce(json_agg(row_to_json(${jsonRow})), '[]') FROM (SELECT `,
    columns,
    ` FROM ${child.table} AS ${alias} `,
    lines.joins(),
    ' WHERE ',
    lines.field(fieldById(child, details.via)),
    ` = ${source.alias}."id" AND ${alias}."deleted_at" IS NULL AND `,
    access.rowRule(child, alias),
    ` ORDER BY ${alias}."id" LIMIT ${mostLines}) AS ${jsonRow})`,
  ])
}

const nothing: Selection = { fields: [] }

/** `[{id, title, …}]` of the live records a row is linked with that the reader may see, in the order they were linked; none is NULL. */
function linksJson(
  catalog: Catalog,
  access: Access,
  source: RowSource,
  { definition: { mostLinks = 0 } }: CatalogField,
  links: CatalogLinks,
  below: Selection,
): SqlFragment {
  const object = objectById(catalog, links.target)
  if (!access.sees(object)) return join(['NULL::json'])
  const alias = `${source.alias}_k`
  const target = rowSource(catalog, object, alias, access)
  const columns = titledColumns(catalog, access, target, below)
  return join([
    `(SELECT json_agg(row_to_json(${jsonRow})) FROM (SELECT `,
    columns,
    linkedRows(catalog, access, links, target, `${source.alias}."id"`),
    ` ORDER BY ${alias}_n."n" LIMIT ${mostLinks}) AS ${jsonRow})`,
  ])
}

/** `{object, id, title}` of the one record there is among those of several objects, if the reader may see it; else NULL. */
export function anyReferenceJson(
  catalog: Catalog,
  access: Access,
  alias: string,
  among: readonly { readonly object: string; readonly id: SqlFragment }[],
): SqlFragment {
  const found = among.flatMap(({ object: target, id }) => {
    const object = objectById(catalog, target)
    return access.sees(object) ? [referenceJson(catalog, access, alias, target, id, nothing, object.key)] : []
  })
  return found.length === 0 ? join(['NULL::json']) : join(['COALESCE(', join(found, ', '), ')'])
}

/** id, title, and what is read below them. */
function titledColumns(catalog: Catalog, access: Access, target: RowSource, below: Selection): SqlFragment {
  const further: Selection = { fields: below.fields.filter((selected) => selected.field.key !== 'id') }
  return join([
    `${target.alias}."id", `,
    titleText(target),
    ' AS "title"',
    ...(further.fields.length === 0 ? [] : [', ', recordColumns(catalog, access, target, further)]),
  ])
}

/**
 * `{id, title, …}` of the record with an id, read through the reader's rule under an alias of its own; else NULL.
 *
 * @param named the key of its object, where the answer says it
 */
export function referenceJson(
  catalog: Catalog,
  access: Access,
  alias: string,
  objectId: string,
  id: SqlFragment,
  below: Selection = nothing,
  named?: string,
): SqlFragment {
  const object = objectById(catalog, objectId)
  const target = rowSource(catalog, object, alias, access)
  const columns = titledColumns(catalog, access, target, below)
  return join([
    `(SELECT row_to_json(${jsonRow}) FROM (SELECT `,
    ...(named === undefined ? [] : [raw('?::text AS "object", ', [named])]),
    columns,
    ` FROM ${object.table} AS ${alias} `,
    target.joins(),
    ` WHERE ${alias}."id" = `,
    id,
    ' AND ',
    access.rowRule(object, alias),
    `) AS ${jsonRow})`,
  ])
}
