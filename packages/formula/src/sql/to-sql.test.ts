import { describe, expect, test } from '@jest/globals'
import { scope } from '../agreement/world.testing.js'
import { readCases } from '../cases/read-cases.testing.js'
import { compile } from '../compile.js'
import type { Expression } from '../types/expression.js'
import type { SqlContext } from '../types/sql-fragment.js'
import { toSql } from './to-sql.js'

const context: SqlContext = {
  path: (path, version) => ({
    sql: `"${version === 'current' ? 'r' : version}"."${path.map((step) => step.key).join('__')}"`,
    bindings: [],
  }),
  title: (_object, id) => ({ sql: `title(${id.sql})`, bindings: id.bindings }),
  isUnder: (_object, id, above) => ({
    sql: `under(${id.sql}, ${above.sql})`,
    bindings: [...id.bindings, ...above.bindings],
  }),
}

const expressionOf = (text: string) => compile(text, scope).expression as Expression

interface SqlCase {
  readonly text: string
  readonly filter: string
  readonly not: string
  readonly value: string
  readonly bindings: readonly unknown[]
}

describe('toSql', () => {
  test.each(readCases<SqlCase>('sql'))('$text: positive and negative leaf, value', (given) => {
    const filter = toSql(expressionOf(given.text), context, 'filter')

    expect(filter).toEqual({ sql: given.filter, bindings: given.bindings })
    expect(toSql(expressionOf(`not (${given.text})`), context, 'filter').sql).toBe(given.not)
    expect(toSql(expressionOf(given.text), context, 'value').sql).toBe(given.value)
  })

  test('a number is rounded only where it leaves arithmetic', () => {
    expect(toSql(expressionOf('n1'), context, 'value').sql).toBe('"r"."n1"')
    expect(toSql(expressionOf('n1 / 3 * n2'), context, 'value').sql.match(/round\([^)]*\), 10\)|, 10\)/g)).toHaveLength(
      1,
    )
  })

  test('the text stays linear however deep calls are nested', () => {
    const nested = (depth: number): string => (depth === 0 ? 'n1' : `MOD(${nested(depth - 1)}, 7)`)
    const [shallow, deep] = [20, 80].map((depth) => toSql(expressionOf(nested(depth)), context, 'value').sql.length)

    expect(deep).toBeLessThan((shallow as number) * 6)
  })

  test('placeholders and bindings are of the same number', () => {
    const { sql, bindings } = toSql(
      expressionOf('IF(t1 = "?", LEFT(t2, 3), "b" & n1) = "x" and owner = me'),
      context,
      'filter',
    )

    expect(sql.split('?')).toHaveLength(bindings.length + 1)
  })
})
