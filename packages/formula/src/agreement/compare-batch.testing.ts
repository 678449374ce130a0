import type pg from 'pg'
import { compile, evaluate, toSql } from '../index.js'
import type { Expression, FormulaType, SqlBinding, SqlContext, SqlFragment, WireValue } from '../index.js'
import { bindOnce } from '../sql/bind-once.js'
import { environmentOf } from './rows.testing.js'
import type { Request, Row } from './rows.testing.js'
import { columnOf, scope } from './world.testing.js'

/** Runs formulas in both back ends over the same rows, all of them in one statement. */

export interface Disagreement {
  /** Index in the batch. */
  readonly index: number
  readonly text: string
  readonly row: Row | undefined
  readonly position: 'value' | 'filter' | 'negated filter' | 'compile' | 'statement'
  readonly javascript: unknown
  readonly postgres: unknown
}

const context: SqlContext = {
  path: (path, version) => ({ sql: `"r"."${columnOf(path, version)}"`, bindings: [] }),
  title: (_object, id) => ({
    sql: `(SELECT "title"."title" FROM title WHERE "title"."id" = ${id.sql})`,
    bindings: id.bindings,
  }),
  isUnder: (_object, id, ancestors) =>
    bindOnce([id, ancestors], ([record, above]) => ({
      sql: `${record?.sql} = ANY(ARRAY(SELECT "tree"."id" FROM tree WHERE "tree"."above" = ANY(${above?.sql})))`,
      bindings: [...(record?.bindings ?? []), ...(above?.bindings ?? [])],
    })),
}

/** The storage form of a row, as JSON for json_populate_recordset: options by id. */
export function toStorage(row: Row, types: ReadonlyMap<string, FormulaType>): Record<string, unknown> {
  const stored: Record<string, unknown> = {}
  for (const [column, value] of Object.entries(row)) stored[column] = storageOf(value, types.get(column) as FormulaType)
  return stored
}

function storageOf(value: WireValue, type: FormulaType): unknown {
  if (value === null) return null
  if (type.kind === 'option') return type.options.find((option) => option.key === value)?.id
  if (type.kind === 'list') return (value as readonly WireValue[]).map((member) => storageOf(member, type.of))
  return value
}

/** SQL text of a value in a form that `wireOf` reads back. */
function printed(fragment: SqlFragment, type: FormulaType): SqlFragment {
  const sql =
    type.kind === 'list'
      ? `array_to_json(${fragment.sql})::text`
      : type.kind === 'datetime'
        ? `(extract(epoch FROM ${fragment.sql}) * 1000)::bigint::text`
        : `(${fragment.sql})::text`
  return { sql, bindings: fragment.bindings }
}

function wireOf(text: string | null, type: FormulaType): WireValue {
  if (text === null) return null
  switch (type.kind) {
    case 'number':
    case 'duration':
      return Number(text) === 0 ? 0 : Number(text)
    case 'boolean':
      return text === 'true'
    case 'datetime':
      return new Date(Number(text)).toISOString()
    case 'option':
      return type.options.find((option) => option.id === text)?.key ?? `unknown option ${text}`
    case 'list':
      return (JSON.parse(text) as unknown[]).map((member) => wireOf(member === null ? null : String(member), type.of))
    default:
      return text
  }
}

/** What a run has seen, so that it can be told from one that compared nothing but blanks. */
export interface Seen {
  values: number
  filled: number
  readonly functions: Set<string>
}

interface Column {
  readonly index: number
  readonly position: Disagreement['position']
  readonly fragment: SqlFragment
  readonly type: FormulaType
  readonly javascript: (row: Row) => WireValue
}

/** What differs, in the order of the batch; at most one disagreement per formula. */
export async function compareBatch(
  client: pg.ClientBase,
  texts: readonly string[],
  rows: readonly Row[],
  types: ReadonlyMap<string, FormulaType>,
  request: Request,
  seen: Seen = { values: 0, filled: 0, functions: new Set() },
): Promise<readonly Disagreement[]> {
  const found: Disagreement[] = []
  const columns: Column[] = []
  for (const [index, text] of texts.entries()) {
    const refuse = (javascript: unknown) =>
      found.push({ index, text, row: undefined, position: 'compile', javascript, postgres: undefined })
    for (const [, name] of text.matchAll(/([A-Z]+)\(/g)) seen.functions.add(name as string)
    try {
      const compiled = compile(text, scope)
      if (compiled.expression === undefined)
        refuse(compiled.problems.map(({ code, message }) => `${code}: ${message.en}`))
      else columns.push(...columnsOf(index, compiled.expression, request))
    } catch (error) {
      refuse(String(error))
    }
  }
  const answer = await ask(client, columns, rows, types, request)
  if (answer instanceof Error) {
    if (columns.length > 0 && new Set(columns.map((column) => column.index)).size === 1) {
      const { index } = columns[0] as Column
      return [
        ...found,
        {
          index,
          text: texts[index] ?? '',
          row: undefined,
          position: 'statement',
          javascript: undefined,
          postgres: answer.message,
        },
      ]
    }
    // One formula raised: ask for each half to find it.
    const half = Math.ceil(texts.length / 2)
    const first = await compareBatch(client, texts.slice(0, half), rows, types, request, seen)
    const second = await compareBatch(client, texts.slice(half), rows, types, request, seen)
    return [...first, ...second.map((one) => ({ ...one, index: one.index + half }))]
  }
  const reported = new Set<number>()
  for (const [position, column] of columns.entries()) {
    for (const [rowIndex, row] of rows.entries()) {
      if (reported.has(column.index)) break
      let javascript: WireValue
      try {
        javascript = column.javascript(row)
      } catch (error) {
        javascript = `threw ${String(error)}`
      }
      seen.values += 1
      if (javascript !== null) seen.filled += 1
      const postgres = wireOf(answer[rowIndex]?.[position] ?? null, column.type)
      if (JSON.stringify(javascript) === JSON.stringify(postgres)) continue
      reported.add(column.index)
      found.push({
        index: column.index,
        text: texts[column.index] ?? '',
        row,
        position: column.position,
        javascript,
        postgres,
      })
    }
  }
  return found
}

function columnsOf(index: number, expression: Expression, request: Request): readonly Column[] {
  const run = evaluate(expression)
  const { type, text } = expression
  const value: Column = {
    index,
    position: 'value',
    type,
    fragment: printed(toSql(expression, context, 'value'), type),
    javascript: (row) => run(environmentOf(row, request)),
  }
  if (type.kind !== 'boolean') return [value]
  const negated = compile(`not (${text})`, scope).expression as Expression
  const filter = (one: Expression): SqlFragment => {
    const { sql, bindings } = toSql(one, context, 'filter')
    return { sql: `((${sql}) IS TRUE)::text`, bindings }
  }
  return [
    value,
    {
      index,
      position: 'filter',
      type,
      fragment: filter(expression),
      javascript: (row) => run(environmentOf(row, request)) === true,
    },
    {
      index,
      position: 'negated filter',
      type,
      fragment: filter(negated),
      javascript: (row) => run(environmentOf(row, request)) !== true,
    },
  ]
}

async function ask(
  client: pg.ClientBase,
  columns: readonly Column[],
  rows: readonly Row[],
  types: ReadonlyMap<string, FormulaType>,
  request: Request,
): Promise<readonly (readonly (string | null)[])[] | Error> {
  const values: unknown[] = [JSON.stringify(rows.map((row, id) => ({ id, ...toStorage(row, types) })))]
  const numbered = columns.map(({ fragment }) => {
    let at = 0
    return fragment.sql.replaceAll('?', () => {
      values.push(boundValue(fragment.bindings[at] ?? null, request))
      at += 1
      return `$${values.length}`
    })
  })
  const source = `json_populate_recordset(NULL::agreement, $1::json) AS "r"`
  const select = numbered.length === 0 ? 'NULL' : numbered.join(', ')
  try {
    const { rows: answer } = await client.query({
      text: `SELECT ${select} FROM ${source} ORDER BY "r"."id"`,
      values,
      rowMode: 'array',
    })
    return answer as (string | null)[][]
  } catch (error) {
    return error as Error
  }
}

function boundValue(binding: SqlBinding, request: Request): unknown {
  if (typeof binding !== 'object' || binding === null || Array.isArray(binding)) return binding
  const { runtime } = binding as Extract<SqlBinding, { runtime: string }>
  if (runtime === 'now') return new Date(request.now).toISOString()
  if (runtime === 'weekend' || runtime === 'holidays' || runtime === 'workdays') return request.calendar[runtime]
  return request[runtime]
}
