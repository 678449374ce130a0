import type { PlatformMigration } from './migration.js'

/** When somebody signed in for the last time, by whatever way: administrators see who never came. */
export const lastSignIn: PlatformMigration = {
  name: '009-last-sign-in',
  async up(database) {
    await database.schema.withSchema('platform').alterTable('auth_user', (table) => {
      table.timestamp('last_sign_in_at', { precision: 3 })
    })
  },
  async down(database) {
    await database.schema.withSchema('platform').alterTable('auth_user', (table) => {
      table.dropColumn('last_sign_in_at')
    })
  },
}
