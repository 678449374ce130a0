import { describe, expect, test } from '@jest/globals'
import type pg from 'pg'
import { withDatabase } from '../../../../tests/support/database.js'
import { compile, evaluate, functions, toSql } from '../index.js'
import type { Expression, SqlBinding, SqlFragment } from '../index.js'
import { exampleContext, exampleEnvironment, exampleScope } from './support/example-record.testing.js'

const examples = functions.flatMap(({ name, examples }) => examples.map((example) => ({ name, ...example })))

function read(text: string): Expression {
  const { expression, problems } = compile(text, exampleScope)
  if (expression === undefined) throw new Error(`${text}: ${problems.map(({ message }) => message.en).join(' ')}`)
  return expression
}

function bound(binding: SqlBinding): unknown {
  if (typeof binding !== 'object' || binding === null || !('runtime' in binding)) return binding
  const { calendar, now, today, timeZone, me } = exampleEnvironment
  return { ...calendar, now: new Date(now), today, timeZone, me }[binding.runtime]
}

/** The SQL as JSON, so that every type comes back in wire form. */
async function ask(pool: pg.Pool, fragments: readonly SqlFragment[]): Promise<readonly unknown[]> {
  const values: unknown[] = []
  const columns = fragments.map(({ sql, bindings }) => {
    let at = 0
    const numbered = sql.replace(/\?/g, () => `$${values.push(bound(bindings[at++] ?? null))}`)
    return `to_json(${numbered})`
  })
  const { rows } = await pool.query({ text: `SELECT ${columns.join(', ')}`, values, rowMode: 'array' })
  return rows[0] as unknown[]
}

function wire(value: unknown, type: string): unknown {
  return type === 'datetime' && typeof value === 'string' ? new Date(value).toISOString() : value
}

describe('every function', () => {
  test.each(examples)('$text is $gives in JavaScript', ({ text, gives }) => {
    expect(evaluate(read(text))(exampleEnvironment)).toEqual(gives)
  })

  test('gives what its examples say in PostgreSQL', () =>
    withDatabase(async ({ pool }) => {
      const expressions = examples.map(({ text }) => read(text))

      const found = await ask(
        pool,
        expressions.map((expression) => toSql(expression, exampleContext, 'value')),
      )

      expect(examples.map(({ text }, at) => [text, wire(found[at], expressions[at]!.type.kind)])).toEqual(
        examples.map(({ text, gives }) => [text, gives]),
      )
    }))

  test.each(functions)(
    '$name has a doc in two languages and three examples, one of them with a blank',
    (definition) => {
      expect(definition.doc['zh-CN']).toMatch(/[一-鿿].*。$/)
      expect(definition.doc.en).toMatch(/\.$/)
      expect(definition.examples.length).toBeGreaterThanOrEqual(3)
    },
  )
})
