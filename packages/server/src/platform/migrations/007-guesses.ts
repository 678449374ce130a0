import type { PlatformMigration } from './migration.js'

/**
 * Guesses of passwords, codes and set-up codes: the moments of those in the last minutes, by what they are counted for.
 * Browsers that a person has signed in with: only the SHA-256 of their cookie is kept. Both are decision 0029.
 */
export const guesses: PlatformMigration = {
  name: '007-guesses',
  async up(database) {
    await database.schema.withSchema('platform').dropTable('sign_in_limits')
    await database.schema.withSchema('platform').createTable('guesses', (table) => {
      table.text('key').primary()
      table.specificType('moments', 'timestamptz[]').notNullable()
      table.timestamp('kept_until', { precision: 3 }).notNullable().index()
    })
    await database.schema.withSchema('platform').createTable('known_devices', (table) => {
      table.text('account_id').notNullable().references('id').inTable('platform.auth_user').onDelete('cascade')
      table.binary('device_hash').notNullable()
      table.timestamp('last_used_at', { precision: 3 }).notNullable().defaultTo(database.fn.now())
      table.primary(['account_id', 'device_hash'])
    })
  },
  async down(database) {
    await database.schema.withSchema('platform').dropTable('known_devices')
    await database.schema.withSchema('platform').dropTable('guesses')
    await database.schema.withSchema('platform').createTable('sign_in_limits', (table) => {
      table.string('key', 255).primary()
      table.integer('points').notNullable().defaultTo(0)
      table.bigInteger('expire')
    })
  },
}
