import type { PlatformMigration } from './migration.js'

/** From which addresses API tokens were used, and when last: a use from a new one is noted in the audit log. */
export const tokenAddresses: PlatformMigration = {
  name: '020-token-addresses',
  async up(database) {
    await database.schema.withSchema('platform').createTable('token_addresses', (table) => {
      table.uuid('token_id').notNullable().references('id').inTable('platform.api_tokens').onDelete('cascade')
      table.text('address').notNullable()
      table.timestamp('first_at', { precision: 3 }).notNullable().defaultTo(database.fn.now())
      table.date('last_on').notNullable()
      table.primary(['token_id', 'address'])
    })
  },
  async down(database) {
    await database.schema.withSchema('platform').dropTable('token_addresses')
  },
}
