import type { PlatformMigration } from './migration.js'

/**
 * The second step of signing in: the secret that an authenticator app shares (sealed), recovery codes (keyed hashes), and
 * who has given the right password and still owes a code.
 */
export const secondStep: PlatformMigration = {
  name: '010-second-step',
  async up(database) {
    await database.schema.withSchema('platform').createTable('second_steps', (table) => {
      table.text('account_id').primary().references('id').inTable('platform.auth_user').onDelete('cascade')
      table.text('secret').notNullable()
      table.timestamp('confirmed_at', { precision: 3 }).comment('null: not yet in force')
      table.bigInteger('last_used').comment('number of the half minute whose code was used last')
    })
    await database.schema.withSchema('platform').createTable('recovery_codes', (table) => {
      table.text('account_id').notNullable().references('id').inTable('platform.auth_user').onDelete('cascade')
      table.binary('code_hash').notNullable()
      table.primary(['account_id', 'code_hash'])
    })
    await database.schema.withSchema('platform').createTable('half_sign_ins', (table) => {
      table.binary('ticket_hash').primary()
      table.text('account_id').notNullable().references('id').inTable('platform.auth_user').onDelete('cascade').index()
      table.timestamp('expires_at', { precision: 3 }).notNullable().index()
    })
  },
  async down(database) {
    for (const table of ['half_sign_ins', 'recovery_codes', 'second_steps']) {
      await database.schema.withSchema('platform').dropTable(table)
    }
  },
}
