import { expect, test } from '@jest/globals'
import { withDatabase } from '../../../../tests/support/database.js'
import { checkDatabase } from './check-database.js'

test('a reachable PostgreSQL passes', () =>
  withDatabase(async ({ url }) => {
    await expect(checkDatabase(url)).resolves.toBeUndefined()
  }))

test('a wrong password is refused in both languages, without the password', () =>
  withDatabase(async ({ url }) => {
    const wrong = new URL(url)
    wrong.password = 'very-secret'

    const refusal = checkDatabase(wrong.href)

    await expect(refusal).rejects.toThrow(/无法连接 DATABASE_URL[\s\S]*Cannot connect to DATABASE_URL/)
    await expect(refusal).rejects.toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('very-secret') }),
    )
  }))

test('a server that is not there is refused with its host and the reason', async () => {
  await expect(checkDatabase('postgresql://u:p@127.0.0.1:1/crm')).rejects.toThrow(/127\.0\.0\.1:1\/crm.*ECONNREFUSED/)
})

test('a server without ICU collations is refused before anything is made in it', () =>
  withDatabase(async ({ pool, url }) => {
    const client = await pool.connect()
    await client.query('set allow_system_table_mods = on')
    await client.query("delete from pg_collation where collname = 'zh-x-icu'")
    client.release(true)

    await expect(checkDatabase(url)).rejects.toThrow(/zh-x-icu/)
  }))
