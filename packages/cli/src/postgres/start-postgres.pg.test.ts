import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { readPostmasterFile } from './postmaster-file.js'
import { isAlive } from './processes.js'
import { startPostgres } from './start-postgres.js'
import { testDataFolder } from './test-data-folder.js'

const folder = testDataFolder()
// A space, Chinese and a length beyond what a socket path may have.
const dataDir = join(folder, `data 数据 ${'long-'.repeat(20)}`)
const cluster = join(dataDir, 'cluster')

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Row>(sql)
  await client.end()
  return rows
}

/** A Node process that starts PostgreSQL and is then killed the hard way. */
async function startAndKill(): Promise<string> {
  const root = new URL('../../../../', import.meta.url)
  const program = new URL('./start-postgres.testing.ts', import.meta.url)
  const child = spawn(
    process.execPath,
    ['--no-warnings', '--import', new URL('scripts/ts.mjs', root).href, fileURLToPath(program), dataDir],
    {
      env: { ...process.env, TESSERA_FROM_SOURCE: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  child.kill('SIGKILL')
  await once(child, 'exit')
  return String(line).trim()
}

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('startPostgres', () => {
  test('creates a cluster in a folder with a difficult name, keeps it, and stops', async () => {
    const first = await startPostgres({ dataDir, preset: 'test' })
    await ask(first.url, 'create table kept as select 42 as n')
    await first.stop()
    const second = await startPostgres({ dataDir, preset: 'test' })

    expect(first.reused).toBe(false)
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 42 }])
    await second.stop()
    expect(readPostmasterFile(cluster)).toBeUndefined()
  })

  test('keeps the password where only its owner reads it, and lets nobody in without it', async () => {
    const server = await startPostgres({ dataDir, preset: 'test' })
    const withoutPassword = new URL(server.url)
    withoutPassword.password = 'guess'

    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600)
    expect(statSync(cluster).mode & 0o777).toBe(0o700)
    await expect(ask(withoutPassword.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    await server.stop()
  })

  test('takes over the server that a killed process left behind', async () => {
    const left = await startAndKill()
    const server = await startPostgres({ dataDir, preset: 'test' })

    expect(server.reused).toBe(true)
    expect(server.url).toBe(left)
    expect(await ask(server.url, 'select n from kept')).toEqual([{ n: 42 }])
    await server.stop()
    expect(readPostmasterFile(cluster)).toBeUndefined()
  })

  test('starts after server and process were both killed', async () => {
    await startAndKill()
    const pid = readPostmasterFile(cluster)?.pid ?? 0
    process.kill(pid, 'SIGKILL')
    const server = await startPostgres({ dataDir, preset: 'test' })

    expect(await ask(server.url, 'select n from kept')).toEqual([{ n: 42 }])
    await server.stop()
  })

  test('starts when the process id in the left-over file now belongs to another program', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const lines = [other.pid, cluster, 1700000000, 40321, '', '127.0.0.1', '        0         0', 'ready   ']
    writeFileSync(join(cluster, 'postmaster.pid'), lines.join('\n'))
    const server = await startPostgres({ dataDir, preset: 'test' })

    expect(await ask(server.url, 'select n from kept')).toEqual([{ n: 42 }])
    await server.stop()
    expect(isAlive(other.pid ?? 0)).toBe(true)
    other.kill()
  })

  test('two starts at once share one server, which the last one stops', async () => {
    const [one, other] = await Promise.all([
      startPostgres({ dataDir, preset: 'test' }),
      startPostgres({ dataDir, preset: 'test' }),
    ])
    await one.stop()

    expect(one.url).toBe(other.url)
    expect(await ask(other.url, 'select n from kept')).toEqual([{ n: 42 }])
    await other.stop()
    expect(readPostmasterFile(cluster)).toBeUndefined()
  })

  test('restarts a left-over server whose settings are not the ones wanted', async () => {
    const left = await startPostgres({ dataDir, preset: 'test' })
    const server = await startPostgres({ dataDir, preset: 'product' })

    expect(server.reused).toBe(false)
    expect(await ask(server.url, 'show fsync')).toEqual([{ fsync: 'on' }])
    await left.stop()
    await server.stop()
  })

  test('finishes what a start killed during creation began', async () => {
    const unfinished = join(folder, 'unfinished')
    mkdirSync(join(unfinished, 'cluster.unfinished', 'base'), { recursive: true })
    writeFileSync(join(unfinished, 'password'), 'from the killed start')
    const server = await startPostgres({ dataDir: unfinished, preset: 'test' })

    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
  })

  test('refuses a cluster of another major version and says which one is needed', async () => {
    const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8')
    writeFileSync(join(cluster, 'PG_VERSION'), '14\n')

    await expect(startPostgres({ dataDir, preset: 'test' })).rejects.toThrow('was created by PostgreSQL 14')
    writeFileSync(join(cluster, 'PG_VERSION'), version)
  })

  test('sorts and compares text the same on every machine, and knows languages and time zones', async () => {
    const server = await startPostgres({ dataDir, preset: 'test' })

    expect(
      await ask(
        server.url,
        "select string_agg(x, '' order by x collate \"zh-x-icu\") as s from unnest(array['张','阿','李']) x",
      ),
    ).toEqual([{ s: '阿李张' }])
    expect(
      await ask(server.url, "select ('2026-07-01T00:00:00Z'::timestamptz at time zone 'Asia/Shanghai')::text as t"),
    ).toEqual([{ t: '2026-07-01 08:00:00' }])
    expect(
      await ask(
        server.url,
        'select datlocprovider as provider, datcollate as sort from pg_database where datname = current_database()',
      ),
    ).toEqual([{ provider: 'b', sort: 'C' }])
    await server.stop()
  })
})
