import type { PlatformMigration } from './migration.js'

/** The four tables better-auth works on; column names are its own. A test asks better-auth whether anything is missing. */
export const accounts: PlatformMigration = {
  name: '001-accounts',
  async up(database) {
    await database.schema.withSchema('platform').createTable('auth_user', (table) => {
      table.text('id').primary()
      table.text('name').notNullable()
      table.text('email').notNullable().unique()
      table.boolean('emailVerified').notNullable().defaultTo(false)
      table.text('image')
      table.text('locale').notNullable().defaultTo('zh-CN')
      table.timestamp('createdAt', { precision: 3 }).notNullable().defaultTo(database.fn.now())
      table.timestamp('updatedAt', { precision: 3 }).notNullable().defaultTo(database.fn.now())
    })
    await database.schema.withSchema('platform').createTable('auth_session', (table) => {
      table.text('id').primary()
      table.timestamp('expiresAt', { precision: 3 }).notNullable().index()
      table.text('token').notNullable().unique()
      table.timestamp('createdAt', { precision: 3 }).notNullable().defaultTo(database.fn.now())
      table.timestamp('updatedAt', { precision: 3 }).notNullable().defaultTo(database.fn.now())
      table.text('ipAddress')
      table.text('userAgent')
      table.text('userId').notNullable().references('id').inTable('platform.auth_user').onDelete('cascade').index()
    })
    await database.schema.withSchema('platform').createTable('auth_account', (table) => {
      table.text('id').primary()
      table.text('accountId').notNullable()
      table.text('providerId').notNullable()
      table.text('userId').notNullable().references('id').inTable('platform.auth_user').onDelete('cascade').index()
      table.text('accessToken')
      table.text('refreshToken')
      table.text('idToken')
      table.timestamp('accessTokenExpiresAt', { precision: 3 })
      table.timestamp('refreshTokenExpiresAt', { precision: 3 })
      table.text('scope')
      table.text('password')
      table.timestamp('createdAt', { precision: 3 }).notNullable().defaultTo(database.fn.now())
      table.timestamp('updatedAt', { precision: 3 }).notNullable().defaultTo(database.fn.now())
      table.unique(['providerId', 'accountId'])
    })
    await database.schema.withSchema('platform').createTable('auth_verification', (table) => {
      table.text('id').primary()
      table.text('identifier').notNullable().index()
      table.text('value').notNullable()
      table.timestamp('expiresAt', { precision: 3 }).notNullable()
      table.timestamp('createdAt', { precision: 3 }).notNullable().defaultTo(database.fn.now())
      table.timestamp('updatedAt', { precision: 3 }).notNullable().defaultTo(database.fn.now())
    })
  },
  async down(database) {
    for (const table of ['auth_verification', 'auth_account', 'auth_session', 'auth_user']) {
      await database.schema.withSchema('platform').dropTable(table)
    }
  },
}
