import knexFactory from 'knex'
import type { Knex } from 'knex'
import { createHash } from 'node:crypto'
import type { SqlBinding, SqlFragment } from '@tessera/formula'
import type { ClientBase, Pool, QueryResult, QueryResultRow } from 'pg'
import type { OwnerScope } from '../access/access.js'
import { cipherIn } from '../encryption/field-cipher.js'
import { openRows } from '../encryption/open-rows.js'

/**
 * How SQL is put together and run. Fragments are knex's raw form (`?` and bindings), joined here; the result is a
 * `Statement` that may be cached: what changes from request to request are its runtime bindings and slots. knex itself
 * makes the tables a workspace starts with (decision 0001).
 */

/** knex without a connection: composes the tables of a new workspace, never runs them. */
export const builder: Knex = knexFactory({ client: 'pg' })

/** Values of the runtime bindings, fixed once per request. */
export interface RuntimeValues {
  readonly me: string | null
  /** Epoch milliseconds. */
  readonly now: number
  /** yyyy-MM-dd in the workspace's zone. */
  readonly today: string
  readonly timeZone: string
  readonly weekend: readonly number[]
  readonly holidays: readonly string[]
  readonly workdays: readonly string[]
  /** Ids of the people whose records the actor reaches, by scope, as arrays of PostgreSQL; see access/organisation.ts. */
  readonly subordinates: string
  readonly department: string
  readonly departmentTree: string
  /** The same for one owner. */
  readonly reaches: (scope: OwnerScope, owner: string | null) => boolean
  /** Whom something is shared with when it is shared with the actor. */
  readonly subjects: readonly string[]
}

/** A value given by name when the statement runs, next to the formula language's runtime bindings. */
export interface SlotBinding {
  readonly slot: string
}

/** Declares a slot: `execute` replaces it by `slots[name]`. */
export const slot = (name: string): SlotBinding => ({ slot: name })

export type StatementBinding = SqlBinding | SlotBinding

export interface Statement {
  /** PostgreSQL text with $1, $2, … */
  readonly text: string
  readonly bindings: readonly StatementBinding[]
  /** Set for by-key statements only: lists and aggregates must be planned with their values (decisions, section 2). */
  readonly name?: string
}

export type Slots = Readonly<Record<string, unknown>>
export type Queryable = Pool | ClientBase

/** Joins fragments; a string is SQL of our own, never text of a person. */
export function join(parts: readonly (SqlFragment | string)[], separator = ''): SqlFragment {
  return {
    sql: parts.map((part) => (typeof part === 'string' ? part : part.sql)).join(separator),
    bindings: parts.flatMap((part) => (typeof part === 'string' ? [] : part.bindings)),
  }
}

/** A fragment of constant SQL. */
export const raw = (sql: string, bindings: readonly StatementBinding[] = []): SqlFragment => ({
  sql,
  bindings: bindings as readonly SqlBinding[],
})

/** Turns `?` into `$n`. Fragments hold no question mark but bindings; `\?` stands for the operator. */
export function toStatement(fragment: SqlFragment): Statement {
  let next = 0
  const text = fragment.sql.replaceAll(/\\\?|\?/g, (mark) => (mark === '?' ? `$${++next}` : '?'))
  if (next !== fragment.bindings.length)
    throw new Error(`statement has ${next} marks, ${fragment.bindings.length} bindings`)
  return { text, bindings: fragment.bindings }
}

/** The same as a named (prepared) statement: for SQL that finds rows by key and lists its columns. */
export function toNamedStatement(fragment: SqlFragment): Statement {
  const statement = toStatement(fragment)
  return { ...statement, name: createHash('sha256').update(statement.text).digest('base64url').slice(0, 24) }
}

const pooledNames = process.env.TESSERA_POOLER !== 'transaction'

/** Runs a statement. Rows come as objects; numerics as text, as node-postgres gives them; sealed values are opened. */
export async function execute<R extends QueryResultRow = QueryResultRow>(
  db: Queryable,
  statement: Statement,
  runtime: RuntimeValues,
  slots: Slots = {},
): Promise<QueryResult<R>> {
  const values = statement.bindings.map((binding) => bind(binding, runtime, slots))
  const cipher = cipherIn(statement.text)
  const result = await (statement.name !== undefined && pooledNames
    ? db.query<R>({ name: statement.name, text: statement.text, values })
    : db.query<R>({ text: statement.text, values }))
  return cipher === undefined ? result : { ...result, rows: openRows(cipher, result.rows) }
}

function bind(binding: StatementBinding, runtime: RuntimeValues, slots: Slots): unknown {
  if (binding === null || typeof binding !== 'object' || Array.isArray(binding)) return binding
  if ('slot' in binding) return slots[binding.slot]
  const name = (binding as { runtime: keyof RuntimeValues }).runtime
  return name === 'now' ? new Date(runtime.now).toISOString() : runtime[name]
}
