import type { PlatformMigration } from './migration.js'

/** Answers of requests that carried an Idempotency-Key, kept for a day. Answers of record writes are the engine's. */
export const idempotency: PlatformMigration = {
  name: '005-idempotency',
  async up(database) {
    await database.schema.withSchema('platform').createTable('idempotency', (table) => {
      table.text('workspace').notNullable()
      table.text('account_id').notNullable()
      table.text('path').notNullable()
      table.text('key').notNullable()
      table.binary('fingerprint').notNullable()
      table.integer('status').comment('null while the request is in progress')
      table.text('content_type')
      table.text('body')
      table.timestamp('created_at', { precision: 3 }).notNullable().defaultTo(database.fn.now()).index()
      table.primary(['workspace', 'account_id', 'path', 'key'])
    })
  },
  async down(database) {
    await database.schema.withSchema('platform').dropTable('idempotency')
  },
}
