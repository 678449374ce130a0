import type { PlatformMigration } from './migration.js'

/** Sign-ins at an identity provider that came back: each is good once. Who is linked with whom stands in `auth_account`. */
export const sso: PlatformMigration = {
  name: '011-sso',
  async up(database) {
    await database.schema.withSchema('platform').createTable('used_sso_attempts', (table) => {
      table.binary('attempt_hash').primary()
      table.timestamp('kept_until', { precision: 3 }).notNullable().index()
    })
  },
  async down(database) {
    await database.schema.withSchema('platform').dropTable('used_sso_attempts')
  },
}
