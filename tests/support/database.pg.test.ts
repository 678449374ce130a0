import { describe, expect, test } from '@jest/globals'
import { type TestDatabase, withDatabase } from './database.js'

describe('withDatabase', () => {
  test('gives every call an empty database of its own', async () => {
    await withDatabase(async ({ pool }) => {
      await pool.query('create table here (id int)')
    })

    await withDatabase(async ({ pool }) => {
      const { rows } = await pool.query("select to_regclass('here') as here")

      expect(rows).toEqual([{ here: null }])
    })
  })

  test('drops the database afterwards', async () => {
    const name = await withDatabase(
      async ({ pool }) => (await pool.query('select current_database() as name')).rows[0].name,
    )

    await withDatabase(async ({ pool }) => {
      expect((await pool.query('select 1 from pg_database where datname = $1', [name])).rowCount).toBe(0)
    })
  })

  test('fails when a client was left checked out', async () => {
    const forgetful = withDatabase(async ({ pool }) => {
      await pool.connect().then((client) => client.on('error', () => undefined))
    })

    await expect(forgetful).rejects.toThrow('1 database client(s) were left checked out')
  })

  test('builds a named template once and copies it', async () => {
    let builds = 0
    const build = async ({ pool }: TestDatabase) => {
      builds += 1
      await pool.query('create table kept as select 7 as n')
    }
    const read = () =>
      withDatabase.fromTemplate('support', build, async ({ pool }) => (await pool.query('select n from kept')).rows)

    expect(await Promise.all([read(), read(), read()])).toEqual([[{ n: 7 }], [{ n: 7 }], [{ n: 7 }]])
    expect(builds).toBe(1)
  })

  test('speaks UTF-8 and sorts by code point', async () => {
    await withDatabase(async ({ pool }) => {
      const { rows } = await pool.query(
        "select string_agg(x, '' order by x) as sorted from unnest(array['é','b','a','中','B']) as x",
      )

      expect(rows).toEqual([{ sorted: 'Babé中' }])
    })
  })
})
