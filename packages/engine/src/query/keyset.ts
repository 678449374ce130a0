import type { SqlFragment } from '@tessera/formula'
import { join, slot } from '../storage/statement.js'
import { bound } from './read-statement.js'
import type { SortKey } from './sort-key.js'

/** Values of the sort keys of the last record of a page, as PostgreSQL prints them; null is blank. */
export type KeyValues = readonly (string | null)[]

/** Slots that carry the values of a cursor into a statement. */
export function keySlots(values: KeyValues): Record<string, string | null> {
  return Object.fromEntries(values.map((value, index) => [`after${index}`, value]))
}

/**
 * SQL boolean: the row comes after the one whose key values are in the slots `after0`, `after1` …
 *
 * Keys that are never blank and all run in one direction give the row comparison, which an index answers by itself.
 * Otherwise the OR form, one level per key; which values are blank decides its text, so they are asked for here.
 */
export function afterCursor(keys: readonly SortKey[], values: KeyValues): SqlFragment {
  const uniform = keys.every((key) => !key.nullable && key.descending === keys[0]?.descending)
  return uniform ? rowComparison(keys) : comesAfter(keys, values, 0)
}

function rowComparison(keys: readonly SortKey[]): SqlFragment {
  const columns = join(
    keys.map((key) => key.sql),
    ', ',
  )
  const values = join(
    keys.map((_, index) => valueOf(keys, index)),
    ', ',
  )
  return join(['(', columns, keys[0]?.descending === true ? ') < (' : ') > (', values, ')'])
}

function comesAfter(keys: readonly SortKey[], values: KeyValues, index: number): SqlFragment {
  const key = keys[index]
  if (key === undefined) return join(['false'])
  const isLast = index === keys.length - 1
  if (values[index] === null) {
    return isLast ? join(['false']) : join(['(', key.sql, ' IS NULL AND ', comesAfter(keys, values, index + 1), ')'])
  }
  const value = valueOf(keys, index)
  const further = join([key.sql, key.descending ? ' < ' : ' > ', value])
  const blank = key.nullable ? join([' OR ', key.sql, ' IS NULL']) : ''
  const tied = isLast ? '' : join([' OR (', key.sql, ' = ', value, ' AND ', comesAfter(keys, values, index + 1), ')'])
  const either = join(['(', further, blank, tied, ')'])
  // Repeats what the OR form implies in a form that an index can start from.
  return index === 0 && !key.nullable
    ? join(['(', key.sql, key.descending ? ' <= ' : ' >= ', value, ' AND ', either, ')'])
    : either
}

function valueOf(keys: readonly SortKey[], index: number): SqlFragment {
  return bound(`?::${keys[index]?.type ?? 'text'}`, slot(`after${index}`))
}

/** `json_build_array(k1::text, …)::text` of the key columns `k0`, `k1` … under an alias: what the next cursor carries. */
export function keyValuesJson(keys: readonly SortKey[], alias: string): string {
  return `json_build_array(${keys.map((_, index) => `${alias}."k${index}"::text`).join(', ')})::text`
}

/** `<sql> AS "k0", …`: the key columns themselves, numbered from `first`. */
export function keyColumns(keys: readonly SortKey[], first = 0): SqlFragment {
  return join(
    keys.map((key, index) => join([key.sql, ` AS "k${first + index}"`])),
    ', ',
  )
}
