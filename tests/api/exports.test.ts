import { beforeAll, describe, expect, test } from '@jest/globals'
import readXlsxFile, { readSheet } from 'read-excel-file/node'
import { formOf, tinyPng } from '../support/form-data.js'
import type { Json } from './support/client.js'
import { until } from './support/until.js'
import { nobody, signIn, useServer } from './support/use-server.js'
import { create, publish } from './support/visit.js'

const server = useServer()

const choices = [
  { key: 'a', label: { 'zh-CN': '甲', en: 'First' } },
  { key: 'b', label: { 'zh-CN': '乙', en: 'Second' } },
]

const shop = {
  kind: 'object',
  key: 'shop',
  label: { 'zh-CN': '门店', en: 'Shop' },
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' } },
    { key: 'rate', type: 'percent', label: '折扣' },
    { key: 'district', type: 'region', label: '区划' },
  ],
}

const order = {
  kind: 'object',
  key: 'order',
  label: { 'zh-CN': '订单', en: 'Order' },
  titleField: 'topic',
  fields: [
    { key: 'topic', type: 'text', label: { 'zh-CN': '标题', en: 'Title' } },
    { key: 'amount', type: 'currency', label: '金额' },
    { key: 'share', type: 'percent', label: '占比' },
    { key: 'paid', type: 'boolean', label: '已付' },
    { key: 'on', type: 'date', label: '日期' },
    { key: 'at', type: 'dateTime', label: '时间' },
    { key: 'took', type: 'duration', label: '用时' },
    { key: 'state', type: 'select', label: '状态', options: choices },
    { key: 'kinds', type: 'multiSelect', label: '种类', options: choices },
    { key: 'area', type: 'cascader', label: '片区', options: [choices[0], { ...choices[1], depth: 1 }] },
    { key: 'tags', type: 'tags', label: '标签' },
    { key: 'text', type: 'richText', label: '正文' },
    { key: 'shop', type: 'lookup', label: { 'zh-CN': '门店', en: 'Shop' }, target: 'shop' },
    { key: 'shops', type: 'links', label: '其他门店', target: 'shop' },
    { key: 'about', type: 'anyLookup', label: '关于', targets: ['shop', 'order'] },
    { key: 'doc', type: 'file', label: '附件' },
    { key: 'rate', type: 'related', label: '门店折扣', path: 'shop.rate' },
    { key: 'where', type: 'related', label: '门店区划', path: 'shop.district' },
    { key: 'twice', type: 'formula', label: '两倍', formula: 'amount * 2', decimals: 1 },
    { key: 'same', type: 'formula', label: '状态副本', formula: 'state' },
    { key: 'dear', type: 'formula', label: '贵', formula: 'amount > 1' },
  ],
}

/** Everything but the two that say when: what a test cannot know. */
const columns = [...order.fields.map(({ key }) => key), 'shop.rate', 'shops.name', 'owner']

const ids: Record<string, string> = {}

beforeAll(async () => {
  const { admin } = server()
  await publish(admin, [shop, order])
  ids.east = await create(admin, 'shop', { name: '东店', rate: 0.15, district: '310115' })
  ids.west = await create(admin, 'shop', { name: '=西店' })
  const { body, headers } = formOf(tinyPng, '点,线.png')
  ids.file = String((await admin.send('POST', '/api/files', body, headers)).body.id)
  ids.order = await create(admin, 'order', {
    ...{ topic: '=1+1', amount: -5.5, share: 0.125, paid: true, on: '2026-03-01', at: '2026-03-01T22:00:00.000Z' },
    ...{ took: 5400, state: 'a', kinds: ['a', 'b'], area: 'b', tags: ['重点', '@老客户'], text: '<p>一</p><p>二</p>' },
    ...{ shop: ids.east, shops: [ids.east, ids.west], about: { object: 'shop', id: ids.west }, doc: [ids.file] },
  })
  await create(admin, 'order', { topic: 'constructor', amount: 0.1 })
})

/** The whole answer as bytes. */
async function exported(
  body: object,
  headers: Record<string, string> = {},
): Promise<{ answer: Response; bytes: Buffer }> {
  const { running, cookie } = server()
  const answer = await fetch(`${running.url}/api/exports`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
}

const base = { object: 'order', fields: columns, sort: ['-amount'] }

describe('a CSV file', () => {
  test('is for spreadsheets: marked, with heads and words in the language of who asked, and no cell that calculates', async () => {
    const { answer, bytes } = await exported({ ...base, format: 'csv' })

    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('x-record-count')).toBe('2')
    expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toMatch(
      /^attachment; .*filename\*=UTF-8''订单-\d{4}-\d\d-\d\d\.csv$/,
    )
    expect(bytes.toString()).toBe(
      '\uFEFF标题,金额,占比,已付,日期,时间,用时,状态,种类,片区,标签,正文,门店,其他门店,关于,附件,门店折扣,门店区划,两倍,状态副本,贵,' +
        '门店 / 折扣,其他门店 / 名称,负责人\r\n' +
        'constructor,0.1,,否,,,,,,,,,,,,,,,0.2,,否,,,admin\r\n' +
        '\'=1+1,-5.5,12.5%,是,2026-03-01,2026-03-02 06:00:00,1 小时 30 分钟,甲,甲、乙,甲 / 乙,重点、@老客户,"一\n二",东店,东店、=西店,\'=西店,' +
        '"点,线.png",15%,上海市 / 浦东新区,-11,甲,否,15%,东店、=西店,admin\r\n',
    )
  })

  test('in English has English words', async () => {
    const fields = ['topic', 'took', 'kinds', 'area', 'tags', 'paid', 'same', 'shop.name']
    const { bytes } = await exported(
      { ...base, fields, filter: 'amount < 0', format: 'csv' },
      { 'accept-language': 'en' },
    )

    expect(bytes.toString()).toBe(
      '\uFEFFTitle,用时,种类,片区,标签,已付,状态副本,Shop / Name\r\n' +
        '\'=1+1,1h 30m,"First, Second",First / Second,"重点, @老客户",yes,First,东店\r\n',
    )
  })

  test('for programs has keys, and values as the API takes them', async () => {
    const { bytes } = await exported({ ...base, filter: 'amount < 0', format: 'csv', forMachines: true })

    const { east, west, file } = ids
    expect(bytes.toString()).toBe(
      `${columns.join()}\r\n` +
        '=1+1,-5.5,0.125,true,2026-03-01,2026-03-01T22:00:00.000Z,5400,a,"[""a"",""b""]",b,"[""重点"",""@老客户""]",<p>一</p><p>二</p>,' +
        `${east},"[""${east}"",""${west}""]","{""object"":""shop"",""id"":""${west}""}","[""${file}""]",` +
        `0.15,310115,-11,a,false,0.15,"[""东店"",""=西店""]",${server().ids.admin}\r\n`,
    )
  })
})

describe('an Excel workbook', () => {
  test('has numbers and dates as what they are, all else as text, under a frozen head', async () => {
    const { answer, bytes } = await exported({ ...base, format: 'xlsx' })
    const [sheet] = await readXlsxFile(bytes)
    const [head, other, row] = await readSheet(bytes)

    expect(answer.headers.get('content-type')).toContain('spreadsheetml.sheet')
    expect(sheet?.sheet).toBe('订单')
    expect(head?.slice(0, 3)).toEqual(['标题', '金额', '占比'])
    expect(other?.slice(0, 4)).toEqual(['constructor', 0.1, null, '否'])
    expect(row).toEqual([
      ...['=1+1', -5.5, 0.125, '是', new Date('2026-03-01T00:00:00Z'), new Date('2026-03-02T06:00:00Z')],
      ...[
        '1 小时 30 分钟',
        '甲',
        '甲、乙',
        '甲 / 乙',
        '重点、@老客户',
        '一\n二',
        '东店',
        '东店、=西店',
        '=西店',
        '点,线.png',
      ],
      ...[0.15, '上海市 / 浦东新区', -11, '甲', '否', 0.15, '东店、=西店', 'admin'],
    ])
  })
})

describe('an export', () => {
  test('is a line of the audit log before its first byte comes', async () => {
    const { admin, ids: people } = server()
    // Longer than the log keeps, and cut within a sign.
    const start = 'amount < 0 and topic <> "'
    const filter = `${start}${'x'.repeat(499 - start.length)}😀"`
    await exported({ object: 'order', format: 'csv', fields: ['topic'], filter, search: '1' })

    const { body } = await admin.get('/api/audit?action=records.exported&limit=1')

    expect((body.entries as unknown as Json[])[0]).toMatchObject({
      actor: { id: people.admin },
      object: { key: 'order' },
      sentence: '导出了 1 条记录',
      details: { count: 1, format: 'csv', fields: ['topic'], filter: `${filter.slice(0, 499)}…`, search: '1' },
    })
  })

  test('is refused in words to who may read but not export, to who looks as somebody else, and where a file cannot hold it', async () => {
    const { admin, running } = server()
    const grants = [{ object: 'order', actions: ['read'] }]
    await publish(admin, [{ kind: 'role', key: 'onlyReads', label: '只读', grants }])
    const person = { email: 'reader@example.org', name: 'R', password: 'a person who reads' }
    await admin.post('/api/people', { ...person, roles: ['onlyReads'] })
    const reader = await signIn(running.url, person)
    const body = { object: 'order', format: 'csv' }
    const before = (await admin.get('/api/audit?action=records.exported&limit=500')).body.entries as unknown as Json[]

    for (const path of ['/api/exports', '/api/exports/preview']) {
      expect((await reader.post(path, body)).body).toMatchObject({ status: 403, code: 'access.denied' })
      expect((await server().nobody.post(path, body)).body).toMatchObject({
        status: 404,
        code: 'record.unknown_object',
      })
      expect((await admin.post(path, body, { 'tessera-as': 'role:onlyReads' })).body.code).toBe('access.looking')
      expect((await admin.post(path, { ...body, format: 'pdf' })).body).toMatchObject({ status: 400 })
      expect((await admin.post(path, { ...body, fields: ['colour'] })).body).toMatchObject({
        code: 'request.bad_fields',
        errors: [{ path: 'fields', code: 'field.unknown' }],
      })
    }

    const after = (await admin.get('/api/audit?action=records.exported&limit=500')).body.entries as unknown as Json[]
    expect(after).toHaveLength(before.length)
    expect(nobody.email).toBe('nobody@example.org')
  })

  test('whose reader goes away gives its connection back', async () => {
    const { running, cookie, pool, admin } = server()
    // More than sockets hold: the server waits for its reader.
    const table = await tableOf('shop')
    await pool.query(
      `INSERT INTO ${table} (id, created_at, updated_at, ${await columnOf(table, 'name')}) SELECT gen_random_uuid(), now(), now(), repeat('x', 300) FROM generate_series(1, 60000)`,
    )
    const open = async (): Promise<number> => {
      const { rows } = await pool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'tessera' AND state LIKE 'idle in transaction%'`,
      )
      return rows[0]?.n ?? -1
    }
    for (let n = 0; n < 3; n += 1) {
      const leaving = new AbortController()
      const answer = await fetch(`${running.url}/api/exports`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ object: 'shop', format: n === 1 ? 'xlsx' : 'csv' }),
        signal: leaving.signal,
      })
      expect(answer.status).toBe(200)
      await answer.body?.getReader().read()
      leaving.abort()
      await until(async () => (await open()) === 0)
    }

    expect((await admin.post('/api/exports', { object: 'order', format: 'csv' })).status).toBe(200)
    expect(server().errors).toEqual([])
  })

  test('whose reader may no longer have it is cut off', async () => {
    const { running, admin } = server()
    const grants = [{ object: 'shop', actions: ['read', 'export'] }]
    await admin.post('/api/changes', {
      changes: [{ op: 'put', document: { kind: 'role', key: 'exporter', label: '导出', grants } }],
    })
    const person = { email: 'exporter@example.org', name: '导出员', password: 'password of exporter' }
    const { body } = await admin.post('/api/people', { ...person, roles: ['exporter'] })
    const client = await signIn(running.url, person)

    const answer = await fetch(`${running.url}/api/exports`, {
      method: 'POST',
      headers: { cookie: client.header('cookie'), 'content-type': 'application/json' },
      body: JSON.stringify({ object: 'shop', format: 'csv' }),
    })
    expect(answer.status).toBe(200)
    await admin.patch(`/api/people/${String(body.id)}`, { roles: [] })

    await expect(answer.text()).rejects.toThrow()
  })
})

/** Where the records of an object lie, quoted. */
async function tableOf(object: string): Promise<string> {
  const { rows } = await server().pool.query<{ table: string }>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS table FROM pg_tables WHERE schemaname LIKE 'ws\\_%' AND tablename LIKE $1`,
    [`${object}\\_%`],
  )
  return rows[0]?.table ?? ''
}

/** The column that keeps a field. */
async function columnOf(table: string, field: string): Promise<string> {
  const { rows } = await server().pool.query<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attname LIKE $2`,
    [table, `${field}\\_%`],
  )
  return rows[0]?.name ?? ''
}
