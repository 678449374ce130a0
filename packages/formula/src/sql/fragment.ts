import type { SqlBinding, SqlFragment } from '../types/sql-fragment.js'

/**
 * Template tag for fragments: parts between are our own constant SQL, interpolated values are fragments, whose bindings
 * are collected in the order of their placeholders.
 *
 * Example: sql`COALESCE(${column}, ${bind('', 'text')})`
 */
export function sql(parts: TemplateStringsArray, ...fragments: readonly SqlFragment[]): SqlFragment {
  let text = parts[0] ?? ''
  const bindings: SqlBinding[] = []
  fragments.forEach((fragment, index) => {
    text += fragment.sql + (parts[index + 1] ?? '')
    bindings.push(...fragment.bindings)
  })
  return { sql: text, bindings }
}

/** Types a binding may be cast to; without the cast PostgreSQL could not always infer the type of a placeholder. */
export type CastType =
  | 'text'
  | 'numeric'
  | 'boolean'
  | 'date'
  | 'timestamptz'
  | 'time'
  | 'uuid'
  | 'int'
  | 'text[]'
  | 'numeric[]'
  | 'date[]'
  | 'uuid[]'
  | 'int[]'

/** A bound value with its cast, for example `?::numeric`. */
export function bind(value: SqlBinding, type: CastType): SqlFragment {
  return { sql: `?::${type}`, bindings: [value] }
}

/** Constant SQL of our own, without bindings. Never give it text that a person wrote. */
export function raw(text: string): SqlFragment {
  return { sql: text, bindings: [] }
}

/** Fragments joined by constant SQL such as ' AND ' or ', '. */
export function join(fragments: readonly SqlFragment[], separator: string): SqlFragment {
  return {
    sql: fragments.map((fragment) => fragment.sql).join(separator),
    bindings: fragments.flatMap((fragment) => fragment.bindings),
  }
}
