import type { PlatformMigration } from './migration.js'

/** Which account works in which workspace, with which roles. An account without an active membership cannot sign in. */
export const memberships: PlatformMigration = {
  name: '002-memberships',
  async up(database) {
    await database.schema.withSchema('platform').createTable('memberships', (table) => {
      table.text('account_id').notNullable().references('id').inTable('platform.auth_user').onDelete('cascade')
      table.text('workspace').notNullable()
      table.specificType('roles', 'text[]').notNullable()
      table.timestamp('created_at', { precision: 3 }).notNullable().defaultTo(database.fn.now())
      table.timestamp('last_used_at', { precision: 3 })
      table.timestamp('deactivated_at', { precision: 3 })
      table.primary(['account_id', 'workspace'])
      table.index(['workspace'])
    })
  },
  async down(database) {
    await database.schema.withSchema('platform').dropTable('memberships')
  },
}
