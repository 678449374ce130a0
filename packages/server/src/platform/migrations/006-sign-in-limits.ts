import type { PlatformMigration } from './migration.js'

/** Guesses of passwords and set-up codes; replaced by 007. */
export const signInLimits: PlatformMigration = {
  name: '006-sign-in-limits',
  async up(database) {
    await database.schema.withSchema('platform').createTable('sign_in_limits', (table) => {
      table.string('key', 255).primary()
      table.integer('points').notNullable().defaultTo(0)
      table.bigInteger('expire')
    })
  },
  async down(database) {
    await database.schema.withSchema('platform').dropTable('sign_in_limits')
  },
}
