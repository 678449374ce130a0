import type { PlatformMigration } from './migration.js'

/** API tokens. The token itself is shown once; only its SHA-256 is kept. */
export const apiTokens: PlatformMigration = {
  name: '003-api-tokens',
  async up(database) {
    await database.schema.withSchema('platform').createTable('api_tokens', (table) => {
      table.uuid('id').primary()
      table.text('account_id').notNullable()
      table.text('workspace').notNullable()
      table.text('name').notNullable()
      table.text('role')
      table.binary('token_hash').notNullable().unique()
      table.uuid('parent_id').references('id').inTable('platform.api_tokens').onDelete('cascade').index()
      table.timestamp('created_at', { precision: 3 }).notNullable().defaultTo(database.fn.now())
      table.timestamp('expires_at', { precision: 3 })
      table.timestamp('last_used_at', { precision: 3 })
      table
        .foreign(['account_id', 'workspace'])
        .references(['account_id', 'workspace'])
        .inTable('platform.memberships')
        .onDelete('cascade')
      table.index(['account_id', 'workspace'])
    })
  },
  async down(database) {
    await database.schema.withSchema('platform').dropTable('api_tokens')
  },
}
