import type { Knex } from 'knex'
import { auditIndexes, auditTables } from './audit-tables.js'
import { qualified, quoteIdentifier } from './identifiers.js'

/**
 * The tables every workspace has next to its record tables, in its own schema, with no foreign key out of it.
 *
 * - `meta`: one row with the current revision; every write asks it (revision guard).
 * - `document_versions`: stored documents, one row per change; `until` is the revision that superseded it, NULL = live.
 * - `changes`: one row per revision. - `physical`: which generated name belongs to which part, live or hidden.
 * - `history`, `events`: what happened to records. - `counters`: auto numbers. - `jobs`: long work. - `idempotency`.
 * - `runs`, `run_steps`: workflows at work; the runs that wait are the queue. - `notifications`: what people were told.
 * - `schedules`: when workflows start next by the clock.
 * - `unconverted`: records with a value that a type change could not convert; the value itself is in a parked column.
 * - `files`: what was uploaded, one row per file, from before its first byte arrives until after its last is removed; which
 *   records hold it say their own columns.
 * - `merges`, `merge_parts`: which records became part of which, and what moved with them: what an undo puts back.
 * - `audit`, `audit_head`: who did what, append-only and sealed; see engine/src/audit.
 * - `organisation`: one row that counts changes of people and departments. - `shares`: single records that somebody else may see, too.
 * - `secrets`: what requests of workflows carry, sealed and each for one host.
 * - `templates`: how a template stands from a revision on, with its documents as they were installed. - `template_packages`: packages that
 *   were uploaded. - `sample_pages`: sample data that is still to be loaded. - `sample_records`: which records came with a template.
 * - `drafts`, `draft_documents`, `draft_commands`: what designers have not published yet, one draft per person.
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
  'runs',
  'run_steps',
  'schedules',
  'notifications',
  'drafts',
  'draft_documents',
  'draft_commands',
  'unconverted',
  'files',
  'merges',
  'merge_parts',
  'audit',
  'audit_head',
  'organisation',
  'shares',
  'secrets',
  'templates',
  'template_packages',
  'sample_pages',
  'sample_records',
] as const

export type WorkspaceTable = (typeof workspaceTables)[number]

/** Name of the schema of a workspace. */
export const schemaOf = (workspaceKey: string): string => `ws_${workspaceKey}`

/** A table or an index of a workspace schema, with the SQL that makes it. */
export interface WorkspacePart {
  readonly name: string
  readonly sql: readonly string[]
}

/** SQL that makes the schema and its tables; knex composes, the caller runs it in its transaction. */
export function createWorkspaceSql(knex: Knex, schema: string): readonly string[] {
  return [`CREATE SCHEMA ${quoteIdentifier(schema)}`, ...workspaceParts(knex, schema).flatMap(({ sql }) => sql)]
}

/**
 * The tables and indexes of a workspace, each after what it needs. A workspace made by an earlier version gets the ones it
 * lacks (`upgradeTables`): so a new part is a new entry here, and an entry that was released is not changed any more.
 */
export function workspaceParts(knex: Knex, schema: string): readonly WorkspacePart[] {
  const make = (table: WorkspaceTable, build: (t: Knex.CreateTableBuilder) => void): WorkspacePart => ({
    name: table,
    sql: knex.schema
      .withSchema(schema)
      .createTable(table, build)
      .toSQL()
      .map(({ sql }) => sql),
  })
  const index = (name: string, table: WorkspaceTable, on: string, unique = false): WorkspacePart => ({
    name,
    sql: [`CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${name} ON ${qualified(schema, table)} ${on}`],
  })
  const meta = make('meta', (t) => {
    t.boolean('one').primary().defaultTo(true)
    t.integer('revision').notNullable()
  })
  const organisation = make('organisation', (t) => {
    t.boolean('one').primary().defaultTo(true)
    t.integer('revision').notNullable()
  })
  return [
    { ...meta, sql: [...meta.sql, `INSERT INTO ${qualified(schema, 'meta')} (revision) VALUES (0)`] },
    make('document_versions', (t) => {
      t.text('document_id').notNullable()
      t.integer('revision').notNullable()
      t.integer('until')
      t.text('kind').notNullable()
      t.text('key').notNullable()
      t.jsonb('body').notNullable()
      t.primary(['document_id', 'revision'])
    }),
    index('document_versions_live', 'document_versions', '(document_id) WHERE until IS NULL', true),
    make('changes', (t) => {
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
    make('physical', (t) => {
      t.text('object_id').notNullable()
      t.text('part_id').notNullable()
      t.text('kind').notNullable()
      t.text('name').notNullable().unique()
      t.jsonb('definition').notNullable()
      t.specificType('hidden_at', 'timestamptz(3)')
      t.primary(['object_id', 'part_id', 'kind'])
    }),
    make('history', (t) => {
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
    index('history_record', 'history', '(record_id, id DESC)'),
    make('events', (t) => {
      t.specificType('id', 'bigint GENERATED ALWAYS AS IDENTITY').primary()
      t.specificType('txid', 'xid8').notNullable().defaultTo(knex.raw('pg_current_xact_id()'))
      t.specificType('at', 'timestamptz(3)').notNullable()
      t.text('object_id').notNullable()
      t.uuid('record_id').notNullable()
      t.integer('version').notNullable()
      t.text('op').notNullable()
    }),
    // The order of streams: that of ids is not the one in which transactions commit.
    index('events_order', 'events', '(txid, id)'),
    make('counters', (t) => {
      t.text('field_id').notNullable()
      t.text('period').notNullable()
      t.bigInteger('value').notNullable()
      t.primary(['field_id', 'period'])
    }),
    make('jobs', (t) => {
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
    make('idempotency', (t) => {
      t.text('caller').notNullable()
      t.text('path').notNullable()
      t.text('key').notNullable()
      t.text('fingerprint').notNullable()
      t.jsonb('outcome').notNullable()
      t.specificType('at', 'timestamptz(3)').notNullable()
      t.primary(['caller', 'path', 'key'])
    }),
    make('runs', (t) => {
      t.uuid('id').primary()
      t.text('workflow_id').notNullable()
      // Revision that published the graph.
      t.integer('version').notNullable()
      t.text('object_id')
      t.uuid('record_id')
      t.integer('record_version')
      t.text('state').notNullable()
      // Where it stands; NULL = at the start.
      t.text('node')
      t.specificType('due_at', 'timestamptz(3)')
      t.integer('attempt').notNullable().defaultTo(0)
      t.specificType('lease_until', 'timestamptz(3)')
      t.text('worker')
      t.integer('depth').notNullable().defaultTo(1)
      t.uuid('cause')
      t.uuid('by_id')
      t.specificType('started_at', 'timestamptz(3)').notNullable()
      t.specificType('finished_at', 'timestamptz(3)')
      t.jsonb('before')
      t.jsonb('after')
      t.jsonb('outputs')
      t.jsonb('error')
    }),
    // Its order is that of claiming: with another one a backlog is claimed a hundred times slower (reliability, 5.3).
    index('runs_due', 'runs', "(due_at, id) WHERE state IN ('waiting', 'running')"),
    index('runs_of_workflow', 'runs', '(workflow_id, id DESC)'),
    // Whether an earlier run of the record is still open is asked for every claimed run.
    index('runs_open', 'runs', "(record_id) WHERE state IN ('waiting', 'running')"),
    // What limits stopped and what failed is asked for by time.
    index('runs_stopped', 'runs', "(finished_at) WHERE state IN ('failed', 'limited')"),
    index('runs_of_record', 'runs', '(record_id, id DESC)'),
    make('run_steps', (t) => {
      t.uuid('run_id').notNullable()
      t.integer('seq').notNullable()
      t.text('node').notNullable()
      t.text('type').notNullable()
      t.text('state').notNullable()
      t.integer('attempt').notNullable()
      t.specificType('at', 'timestamptz(3)').notNullable()
      t.text('port')
      t.jsonb('input')
      t.jsonb('output')
      t.jsonb('error')
      t.primary(['run_id', 'seq'])
    }),
    make('schedules', (t) => {
      t.text('workflow_id').primary()
      // Cron expression and zone it was armed with.
      t.text('times').notNullable()
      t.specificType('next_at', 'timestamptz(3)').notNullable()
      t.specificType('last_at', 'timestamptz(3)')
    }),
    make('notifications', (t) => {
      t.uuid('id').primary()
      t.uuid('user_id').notNullable()
      t.specificType('at', 'timestamptz(3)').notNullable()
      t.text('title').notNullable()
      t.text('body')
      t.text('object_id')
      t.uuid('record_id')
      t.text('workflow_id')
      t.uuid('run_id')
      t.specificType('read_at', 'timestamptz(3)')
    }),
    index('notifications_of_user', 'notifications', '(user_id, id DESC)'),
    index('notifications_unread', 'notifications', '(user_id) WHERE read_at IS NULL'),
    make('drafts', (t) => {
      t.uuid('owner_id').primary()
      t.integer('version').notNullable()
      t.integer('base').notNullable()
      t.text('tab').notNullable()
      t.specificType('saved_at', 'timestamptz(3)').notNullable()
      t.integer('cursor').notNullable()
    }),
    make('draft_documents', (t) => {
      t.uuid('owner_id').notNullable()
      t.text('name').notNullable()
      t.jsonb('published')
      t.jsonb('document')
      t.primary(['owner_id', 'name'])
    }),
    make('draft_commands', (t) => {
      t.uuid('owner_id').notNullable()
      t.integer('n').notNullable()
      t.jsonb('command').notNullable()
      t.primary(['owner_id', 'n'])
    }),
    make('unconverted', (t) => {
      t.text('object_id').notNullable()
      t.text('field_id').notNullable()
      t.integer('revision').notNullable()
      t.uuid('record_id').notNullable()
      t.primary(['object_id', 'field_id', 'revision', 'record_id'])
    }),
    make('files', (t) => {
      t.uuid('id').primary()
      // arriving → kept → leaving → (row removed) | gone; see engine/src/files.
      t.text('state').notNullable()
      t.text('name')
      t.text('type')
      t.bigInteger('size')
      t.text('sha256')
      t.uuid('uploaded_by')
      t.specificType('uploaded_at', 'timestamptz(3)').notNullable()
      // When a record first held it; NULL = none ever did.
      t.specificType('attached_at', 'timestamptz(3)')
      // When a record last let go of it; whether others hold it is looked at when it is time.
      t.specificType('left_at', 'timestamptz(3)')
    }),
    index('files_waiting', 'files', '(uploaded_by, uploaded_at) WHERE attached_at IS NULL'),
    index('files_left', 'files', "(left_at) WHERE state = 'kept' AND left_at IS NOT NULL"),
    index('files_leaving', 'files', "(id) WHERE state = 'leaving'"),
    make('merges', (t) => {
      t.uuid('id').primary()
      t.text('object_id').notNullable()
      t.uuid('kept_id').notNullable()
      t.specificType('at', 'timestamptz(3)').notNullable()
      t.uuid('by_id')
      // Values of the kept record that changed, as history keeps them.
      t.jsonb('changes').notNullable()
      t.specificType('undone_at', 'timestamptz(3)')
      t.uuid('undone_by')
    }),
    index('merges_kept', 'merges', '(kept_id, id DESC)'),
    make('merge_parts', (t) => {
      t.uuid('merge_id').notNullable()
      // kept, merged, moved, linked, binned; see engine/src/merge/merge-journal.ts.
      t.text('part').notNullable()
      t.text('object_id').notNullable()
      t.uuid('record_id').notNullable()
      t.text('field_id')
      t.uuid('was')
      t.integer('version')
    }),
    index('merge_parts_merge', 'merge_parts', '(merge_id)'),
    index('merge_parts_record', 'merge_parts', "(record_id) WHERE part IN ('kept', 'merged')"),
    make('secrets', (t) => {
      t.uuid('id').primary()
      t.text('name').notNullable().unique()
      t.text('host').notNullable()
      t.text('purpose')
      // NULL: the host was changed, and nobody has given the value for it.
      t.binary('sealed')
      t.specificType('created_at', 'timestamptz(3)').notNullable()
      t.specificType('changed_at', 'timestamptz(3)').notNullable()
      t.specificType('last_used_at', 'timestamptz(3)')
    }),
    ...auditTables(schema),
    ...auditIndexes.map(([name, on]) => index(name, 'audit', on)),
    {
      ...organisation,
      sql: [...organisation.sql, `INSERT INTO ${qualified(schema, 'organisation')} (revision) VALUES (0)`],
    },
    make('shares', (t) => {
      t.uuid('id').primary()
      t.text('object_id').notNullable()
      t.uuid('record_id').notNullable()
      // person:<id>, department:<id> (with those below), role:<id>
      t.text('subject').notNullable()
      // read, change
      t.text('level').notNullable()
      // What somebody is to the record; NULL = a share without a name.
      t.text('title')
      t.specificType('until', 'timestamptz(3)')
      t.uuid('by_id')
      t.specificType('at', 'timestamptz(3)').notNullable()
    }),
    index('shares_of_record', 'shares', '(record_id, subject)', true),
    make('templates', (t) => {
      t.text('key').notNullable()
      t.integer('revision').notNullable()
      // NULL: not installed from this revision on; see engine/src/templates/template-rows.ts.
      t.jsonb('installed')
      t.specificType('at', 'timestamptz(3)').notNullable()
      t.primary(['key', 'revision'])
    }),
    make('template_packages', (t) => {
      t.text('key').notNullable()
      t.text('version').notNullable()
      // The packed file, as text.
      t.text('package').notNullable()
      t.uuid('by_id')
      t.specificType('at', 'timestamptz(3)').notNullable()
      t.primary(['key', 'version'])
    }),
    make('sample_pages', (t) => {
      t.uuid('job_id').notNullable()
      t.integer('page').notNullable()
      t.jsonb('body').notNullable()
      t.primary(['job_id', 'page'])
    }),
    make('sample_records', (t) => {
      t.specificType('n', 'bigint GENERATED ALWAYS AS IDENTITY').primary()
      t.text('template').notNullable()
      t.uuid('job_id').notNullable()
      t.text('object_id').notNullable()
      t.uuid('record_id').notNullable()
      // What other rows call it.
      t.text('name')
    }),
    index('sample_records_of', 'sample_records', '(template, n)'),
    index('sample_records_named', 'sample_records', '(name, object_id) WHERE name IS NOT NULL'),
    index('shares_for', 'shares', '(subject, object_id) INCLUDE (record_id, level, until)'),
  ]
}
