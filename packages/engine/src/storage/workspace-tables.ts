import type { Knex } from 'knex'
import { qualified, quoteIdentifier } from './identifiers.js'

/**
 * The tables every workspace has next to its record tables, in its own schema, with no foreign key out of it.
 *
 * - `meta`: one row with the current revision; every write asks it (revision guard).
 * - `document_versions`: stored documents, one row per change; `until` is the revision that superseded it, NULL = live.
 * - `changes`: one row per revision. - `physical`: which generated name belongs to which part, live or hidden.
 * - `history`, `events`: what happened to records. - `counters`: auto numbers. - `jobs`: long work. - `idempotency`.
 */
export const workspaceTables = [
  'meta',
  'document_versions',
  'changes',
  'physical',
  'history',
  'events',
  'counters',
  'jobs',
  'idempotency',
] as const

export type WorkspaceTable = (typeof workspaceTables)[number]

/** Name of the schema of a workspace. */
export const schemaOf = (workspaceKey: string): string => `ws_${workspaceKey}`

/** SQL that makes the schema and its tables; knex composes, the caller runs it in its transaction. */
export function createWorkspaceSql(knex: Knex, schema: string): readonly string[] {
  const make = (table: WorkspaceTable, build: (t: Knex.CreateTableBuilder) => void): string[] =>
    knex.schema
      .withSchema(schema)
      .createTable(table, build)
      .toSQL()
      .map(({ sql }) => sql)
  return [
    `CREATE SCHEMA ${quoteIdentifier(schema)}`,
    ...make('meta', (t) => {
      t.boolean('one').primary().defaultTo(true)
      t.integer('revision').notNullable()
    }),
    `INSERT INTO ${qualified(schema, 'meta')} (revision) VALUES (0)`,
    ...make('document_versions', (t) => {
      t.text('document_id').notNullable()
      t.integer('revision').notNullable()
      t.integer('until')
      t.text('kind').notNullable()
      t.text('key').notNullable()
      t.jsonb('body').notNullable()
      t.primary(['document_id', 'revision'])
    }),
    `CREATE UNIQUE INDEX document_versions_live ON ${qualified(schema, 'document_versions')} (document_id) WHERE until IS NULL`,
    ...make('changes', (t) => {
      t.integer('revision').primary()
      t.integer('base').notNullable()
      t.uuid('author_id')
      t.text('author_name').notNullable()
      t.jsonb('through').notNullable()
      t.specificType('at', 'timestamptz(3)').notNullable()
      t.text('message')
      t.integer('undoes')
      t.jsonb('changes').notNullable()
      t.jsonb('summary').notNullable()
      t.jsonb('plan').notNullable()
    }),
    ...make('physical', (t) => {
      t.text('object_id').notNullable()
      t.text('part_id').notNullable()
      t.text('kind').notNullable()
      t.text('name').notNullable().unique()
      t.jsonb('definition').notNullable()
      t.specificType('hidden_at', 'timestamptz(3)')
      t.primary(['object_id', 'part_id', 'kind'])
    }),
    ...make('history', (t) => {
      t.specificType('id', 'bigint GENERATED ALWAYS AS IDENTITY').primary()
      t.text('object_id').notNullable()
      t.uuid('record_id').notNullable()
      t.integer('version').notNullable()
      t.specificType('at', 'timestamptz(3)').notNullable()
      t.text('op').notNullable()
      t.uuid('by_id')
      t.jsonb('through').notNullable()
      t.jsonb('changes').notNullable()
    }),
    `CREATE INDEX history_record ON ${qualified(schema, 'history')} (record_id, id DESC)`,
    ...make('events', (t) => {
      t.specificType('id', 'bigint GENERATED ALWAYS AS IDENTITY').primary()
      t.specificType('txid', 'xid8').notNullable().defaultTo(knex.raw('pg_current_xact_id()'))
      t.specificType('at', 'timestamptz(3)').notNullable()
      t.text('object_id').notNullable()
      t.uuid('record_id').notNullable()
      t.integer('version').notNullable()
      t.text('op').notNullable()
    }),
    ...make('counters', (t) => {
      t.text('field_id').notNullable()
      t.text('period').notNullable()
      t.bigInteger('value').notNullable()
      t.primary(['field_id', 'period'])
    }),
    ...make('jobs', (t) => {
      t.uuid('id').primary()
      t.text('kind').notNullable()
      t.text('state').notNullable()
      t.jsonb('input').notNullable()
      t.bigInteger('done').notNullable().defaultTo(0)
      t.bigInteger('total').notNullable().defaultTo(0)
      t.specificType('created_at', 'timestamptz(3)').notNullable()
      t.specificType('started_at', 'timestamptz(3)')
      t.specificType('finished_at', 'timestamptz(3)')
      t.specificType('heartbeat_at', 'timestamptz(3)')
      t.jsonb('error')
      t.jsonb('result')
    }),
    ...make('idempotency', (t) => {
      t.text('caller').notNullable()
      t.text('path').notNullable()
      t.text('key').notNullable()
      t.text('fingerprint').notNullable()
      t.jsonb('outcome').notNullable()
      t.specificType('at', 'timestamptz(3)').notNullable()
      t.primary(['caller', 'path', 'key'])
    }),
  ]
}
