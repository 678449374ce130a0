import type { PlatformMigration } from './migration.js'

/** Links of a single use: invitations, new passwords. Only the SHA-256 of their token is kept. */
export const links: PlatformMigration = {
  name: '008-links',
  async up(database) {
    await database.schema.withSchema('platform').createTable('links', (table) => {
      table.binary('token_hash').primary()
      table.text('purpose').notNullable()
      table.text('account_id').notNullable()
      table.text('workspace').notNullable()
      table.text('made_by').comment('account of the administrator; null: the platform')
      table.timestamp('created_at', { precision: 3 }).notNullable().defaultTo(database.fn.now())
      table.timestamp('expires_at', { precision: 3 }).notNullable().index()
      table.timestamp('used_at', { precision: 3 })
      table.timestamp('ended_at', { precision: 3 }).comment('another link or a new password took its place')
      table
        .foreign(['account_id', 'workspace'])
        .references(['account_id', 'workspace'])
        .inTable('platform.memberships')
        .onDelete('cascade')
      table.index(['account_id', 'workspace'])
    })
  },
  async down(database) {
    await database.schema.withSchema('platform').dropTable('links')
  },
}
