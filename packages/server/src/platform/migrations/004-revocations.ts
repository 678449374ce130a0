import type { PlatformMigration } from './migration.js'

/**
 * What verified identities have to be forgotten: the hash of a session or token, or the id of an account. Every process
 * reads the last seconds of it, at most once in half a second and only while it serves requests.
 */
export const revocations: PlatformMigration = {
  name: '004-revocations',
  async up(database) {
    await database.schema.withSchema('platform').createTable('revocations', (table) => {
      table.bigIncrements('id')
      table.text('subject').notNullable()
      table.timestamp('at', { precision: 3 }).notNullable().defaultTo(database.raw('clock_timestamp()')).index()
    })
  },
  async down(database) {
    await database.schema.withSchema('platform').dropTable('revocations')
  },
}
