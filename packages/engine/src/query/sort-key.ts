import type { FormulaType, SqlFragment } from '@tessera/formula'
import type { CatalogField } from '../catalog/catalog.js'
import { isNeverBlank } from '../sql/never-blank.js'
import type { RowSource } from '../sql/rows.js'
import { textCollation } from '../sql/text-collation.js'
import { titleText } from '../sql/title-text.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { join, raw } from '../storage/statement.js'
import { isLookup } from './resolve-path.js'

/** One thing rows are ordered by, as SQL over the rows of a source. */
export interface SortKey {
  readonly sql: SqlFragment
  readonly descending: boolean
  /** Blanks exist and come last, whatever the direction. */
  readonly nullable: boolean
  /** SQL type a value of a cursor is cast to. */
  readonly type: SortType
}

type SortType = 'text' | 'numeric' | 'integer' | 'boolean' | 'date' | 'timestamptz' | 'time' | 'uuid'

/**
 * The key of an own field: lookups by title, options in their order, text by the collation, all else by value.
 * Undefined for what has no order: lists, records of several objects, and computed values that may change between two pages.
 */
export function sortKey(source: RowSource, field: CatalogField, descending: boolean): SortKey | undefined {
  if (!isSortable(field)) return undefined
  if (isLookup(field)) {
    const target = source.target([field])
    return textKey(titleText(target), descending, longestText(target.object.titleField))
  }
  const value = source.visible(field)
  if (field.formulaType.kind === 'record' && field.key !== 'id') {
    return textKey(source.context.title(field.formulaType.object, value), descending)
  }
  if (field.formulaType.kind === 'option') {
    return { sql: optionRank(field, value), descending, nullable: true, type: 'integer' }
  }
  if (field.formulaType.kind === 'text') return textKey(value, descending, longestText(field))
  return { sql: value, descending, nullable: source.isGuarded(field) || !isNeverBlank(field), type: typeOf(field) }
}

/** `"x" DESC NULLS LAST`; NULLS is only said where it is not the default, so that an index of that default fits. */
export function orderBy(key: Pick<SortKey, 'sql' | 'descending' | 'nullable'>): SqlFragment {
  return join([key.sql, key.descending ? (key.nullable ? ' DESC NULLS LAST' : ' DESC') : ''])
}

const unordered: ReadonlySet<string> = new Set(['list', 'anyRecord'])

function isSortable(field: CatalogField): boolean {
  const onRead = field.rollup !== undefined && !field.rollup.stored
  if (field.definition.isDocument === true || field.encrypted) return false
  return !unordered.has(field.formulaType.kind) && field.class !== 'now' && field.class !== 'actor' && !onRead
}

/** Texts are ordered by so many characters, then by id: a cursor carries the values it goes on from, and must fit a URL. */
const orderedCharacters = 255

/** `longest`: characters the text can have, where that is known; a column that fits stays bare, so that an index serves. */
function textKey(value: SqlFragment, descending: boolean, longest = Infinity): SortKey {
  const head = longest <= orderedCharacters ? value : join(['left(', value, `, ${orderedCharacters})`])
  return { sql: join(['(', head, `) ${textCollation}`]), descending, nullable: true, type: 'text' }
}

/** Characters a text field can have. */
function longestText(field: CatalogField): number {
  const { maxLength } = field.context.options
  return typeof maxLength === 'number' ? maxLength : field.definition.kind === 'autoNumber' ? 0 : Infinity
}

/** Place of an option: today's options as the document lists them, removed ones after them. */
function optionRank(field: CatalogField, value: SqlFragment): SqlFragment {
  if (field.column !== undefined && value.bindings.length === 0) return field.server.sortSql(value.sql, field.context)
  const ids = field.formulaType.kind === 'option' ? field.formulaType.options.map(({ id }) => id) : []
  return join([raw('array_position(?::text[], ', [ids]), value, ')'])
}

const sortTypes: Partial<Record<FormulaType['kind'], SortType>> = {
  number: 'numeric',
  duration: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  time: 'time',
  record: 'uuid',
}

function typeOf(field: CatalogField): SortType {
  return field.key === 'version' ? 'integer' : (sortTypes[field.formulaType.kind] ?? 'text')
}

/** The record's id: what breaks ties, so that every order is total. */
export function tieKey(alias: string, descending: boolean): SortKey {
  return { sql: raw(`${alias}.${quoteIdentifier('id')}`), descending, nullable: false, type: 'uuid' }
}
