import type { Catalog, CatalogField, CatalogObject, CatalogOverlap, SearchedField } from '../catalog/catalog.js'
import { indexPredicate } from '../sql/index-predicate.js'
import { endSql } from '../sql/overlap-sql.js'
import { likenessPart } from '../catalog/likeness-part.js'
import { uniqueColumns } from '../catalog/indexed-text.js'
import { searchFormat } from '../search/search-tokens.js'
import { searchedFields } from '../search/searched-fields.js'
import { comparedFormat } from '../duplicates/compared-text.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { withMembers } from '../catalog/with-members.js'
import { columnOfField } from './column-of-field.js'
import type { WantedPart } from './physical-part.js'
import { viewIndexes } from './view-indexes.js'

const live = 'WHERE "deleted_at" IS NULL'

/**
 * Everything PostgreSQL must have for a catalog, in the order it is made: tables, columns, uniqueness, indexes.
 *
 * @param within ids of the objects asked for; all when absent
 */
export function wantedParts(catalog: Catalog, within?: ReadonlySet<string>): WantedPart[] {
  const views = viewIndexes(catalog, within)
  const objects = [...catalog.objects.values()].filter(({ id }) => within?.has(id) ?? true)
  return objects.flatMap((object) => [
    { objectId: object.id, partId: '', kind: 'table' as const, readable: object.key },
    ...withMembers(object.fields).flatMap((field) => [
      ...columnPart(catalog, object, field),
      ...linkParts(object, field),
    ]),
    ...object.fields.flatMap((field) => memberCheck(object, field)),
    ...object.unique.map((unique) => ({
      objectId: object.id,
      partId: unique.id,
      kind: 'unique' as const,
      readable: `${object.key}_unique`,
      spec: (columnOf: (id: string) => string) => {
        const column = (field: CatalogField): string =>
          quoteIdentifier(field.system ? (field.column ?? '') : columnOf(field.id))
        const filled = unique.fields.map((field) => ` AND ${column(field)} IS NOT NULL`)
        const counting = unique.when === undefined ? undefined : indexPredicate(unique.when, object, column)
        const condition = counting === undefined ? '' : ` AND ${counting}`
        return `(${uniqueColumns(unique.fields, column).join(', ')}) ${live}${filled.join('')}${condition}`
      },
    })),
    ...object.noOverlap.map((overlap) => overlapIndex(object, overlap)),
    defaultSortIndex(object),
    ...withMembers(object.fields).flatMap((field) => [...lookupIndex(object, field), ...fileIndex(object, field)]),
    ...(views.get(object.id) ?? []),
    ...searchParts(object),
    ...likenessParts(object),
  ])
}

function columnPart(catalog: Catalog, object: CatalogObject, field: CatalogField): WantedPart[] {
  const column = columnOfField(field)
  if (column === undefined) return []
  const derived = field.definition.kind === 'rollup'
  const counted = field.definition.kind === 'autoNumber'
  const target = field.memberOf === undefined ? undefined : catalog.objects.get(field.target ?? '')?.key
  const readable = target === undefined ? field.key : `${field.key}_${target}`
  return [{ objectId: object.id, partId: field.id, kind: 'column', readable, column, derived, counted }]
}

/** A record may be of several objects, but it is one. */
function memberCheck(object: CatalogObject, { id, key, members = [] }: CatalogField): WantedPart[] {
  if (members.length < 2) return []
  const spec = (columnOf: (id: string) => string): string =>
    `num_nonnulls(${members.map((member) => quoteIdentifier(columnOf(member.id))).join(', ')}) <= 1`
  return [{ objectId: object.id, partId: id, kind: 'check', readable: `${object.key}_${key}_one`, spec }]
}

/** The table of a field's links, and the way back. The other side of the same pairs needs nothing of its own. */
function linkParts(object: CatalogObject, field: CatalogField): WantedPart[] {
  if (field.links?.near !== 'source') return []
  const part = { objectId: object.id, partId: field.id, readable: `${object.key}_${field.key}` }
  return [
    { ...part, kind: 'links' },
    { ...part, kind: 'index', on: 'links', spec: () => '("target", "source")' },
  ]
}

/** What search asks: a row per record with its texts, and the index of their pieces. */
function searchParts(object: CatalogObject): WantedPart[] {
  const fields = searchedFields(object, (field) => columnOfField(field) !== undefined)
  if (fields.length === 0) return []
  const how = ({ isTitle, pinyin }: SearchedField): string =>
    `${isTitle ? 'title' : 'text'}${pinyin ? '+pinyin' : ''}@${searchFormat}`
  const readable = `${object.key.slice(0, 30)}_search`
  return [
    {
      objectId: object.id,
      partId: '',
      kind: 'search',
      readable,
      searched: (columnOf) =>
        fields.map((searched) => `${searched.field.id}/${columnOf(searched.field.id)}/${how(searched)}`).sort(),
    },
    {
      objectId: object.id,
      partId: 'search',
      kind: 'index',
      readable,
      on: 'search',
      spec: () => 'USING gin ("tokens")',
    },
  ]
}

/** By what likely duplicates are found: a row per record with its numbers, made anew when the rules compare something else. */
function likenessParts(object: CatalogObject): WantedPart[] {
  const rules = object.duplicates.filter(({ fields }) =>
    fields.every(({ field }) => columnOfField(field) !== undefined),
  )
  if (rules.length === 0) return []
  const readable = `${object.key.slice(0, 28)}_likeness`
  return [
    {
      objectId: object.id,
      partId: likenessPart,
      kind: 'search',
      readable,
      searched: (columnOf) =>
        rules
          .flatMap((rule) => {
            const whole = rule.fields.map(({ field, match }) => `${field.id}:${match}`).join('+')
            return rule.fields.map(({ field }) => {
              const column = field.system ? (field.column ?? '') : columnOf(field.id)
              return `${field.id}/${column}/${rule.id}:${whole}@${comparedFormat}`
            })
          })
          .sort(),
    },
    {
      objectId: object.id,
      partId: likenessPart,
      kind: 'index',
      readable,
      on: 'search',
      // A list of what is not in the index yet would be gone through by every look, and saves look often.
      spec: () => 'USING gin ("tokens") WITH (fastupdate = off)',
    },
  ]
}

/** Lists without a sort come newest first; the page is read from this index. */
function defaultSortIndex(object: CatalogObject): WantedPart {
  return {
    objectId: object.id,
    partId: 'default',
    kind: 'index',
    readable: `${object.key}_newest`,
    spec: () => `("created_at" DESC, "id" DESC) ${live}`,
  }
}

/** Children of a record: roll-ups, related lists and the check of a deletion ask for them. */
function lookupIndex(object: CatalogObject, field: CatalogField): WantedPart[] {
  if (field.system || field.target === undefined || columnOfField(field) === undefined) return []
  return [
    {
      objectId: object.id,
      partId: field.id,
      kind: 'index',
      readable: `${object.key}_${field.key}`,
      spec: (columnOf) => `(${quoteIdentifier(columnOf(field.id))}) ${live}`,
    },
  ]
}

/** Periods that end after a moment, by what is booked: what a new one is compared with. */
function overlapIndex(object: CatalogObject, { id, key, fields, to }: CatalogOverlap): WantedPart {
  return {
    objectId: object.id,
    partId: id,
    kind: 'index',
    readable: `${object.key}_${key}`,
    spec: (columnOf) => {
      const column = (field: CatalogField): string =>
        quoteIdentifier(field.system ? (field.column ?? '') : columnOf(field.id))
      return `(${[...uniqueColumns(fields, column), endSql(to, column(to))].join(', ')}) ${live}`
    },
  }
}

/** Which records hold a file: asked whenever it is read. Those in the bin hold theirs, too. */
function fileIndex(object: CatalogObject, field: CatalogField): WantedPart[] {
  if (field.definition.files === undefined) return []
  return [
    {
      objectId: object.id,
      partId: field.id,
      kind: 'index',
      readable: `${object.key}_${field.key}`,
      spec: (columnOf) => {
        const column = quoteIdentifier(columnOf(field.id))
        return `USING gin (${column}) WHERE ${column} IS NOT NULL`
      },
    },
  ]
}
