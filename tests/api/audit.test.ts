import { describe, expect, test } from '@jest/globals'
import { ApiClient, type Json } from './support/client.js'
import { until } from './support/until.js'
import { administrator, signIn, useServer } from './support/use-server.js'
import { publishVisits } from './support/visit.js'

const server = useServer()

const listOf = async (query = ''): Promise<readonly Json[]> => {
  const answer = await server().admin.get(`/api/audit?limit=500${query}`)
  expect(answer.status).toBe(200)
  return answer.body.entries as unknown as Json[]
}
const actionsOf = async (query = ''): Promise<readonly string[]> =>
  (await listOf(query)).map(({ action }) => String(action))

/** What is noted beside the requests is there a moment later. */
const noted = async (query: string, count = 1): Promise<readonly Json[]> => {
  let lines: readonly Json[] = []
  await until(async () => (lines = await listOf(query)).length >= count)
  return lines
}

describe('the audit log', () => {
  test('tells of people, tokens and passwords what was done, by whom and from where, never what was written', async () => {
    const { admin } = server()
    const made = await admin.post('/api/people', {
      email: 'hanmei@example.org',
      name: '韩梅',
      password: 'canary-first-password',
      roles: ['administrator'],
    })
    const id = String(made.body.id)
    const heir = server().ids.admin
    const renamed = await admin.patch(`/api/people/${id}`, { name: '韩梅梅', roles: [], password: 'canary-second' })
    expect(renamed.status).toBe(200)
    const token = await admin.post('/api/tokens', { name: '日报' })
    await admin.delete(`/api/tokens/${token.body.id}`)
    await admin.post(`/api/people/${id}/deactivate`, { handOverTo: heir })
    const refused = await admin.patch(`/api/people/${heir}`, { roles: [] })
    expect(refused.body.code).toBe('person.last_administrator')

    const lines = await listOf(`&actor=${heir}`)
    expect(lines.slice(0, 8).map(({ action }) => action)).toEqual([
      'people.handedOver',
      'people.deactivated',
      'token.deleted',
      'token.created',
      'people.roles',
      'session.password',
      'people.changed',
      'people.created',
    ])
    expect(lines[4]).toMatchObject({
      actor: { id: heir },
      through: { kind: 'person' },
      subject: { kind: 'person', key: id, title: '韩梅梅' },
      sentence: '角色由「administrator」改为「无」',
      address: '127.0.0.1',
      requestId: renamed.headers.get('request-id'),
    })
    const { rows } = await server().pool.query('select a::text as row from ws_main.audit a')
    expect(JSON.stringify(rows)).not.toMatch(/canary|韩梅|tsr_/)
  })

  test('tells of signing in and out, and of the use of tokens by day and by address', async () => {
    const someone = await signIn(server().running.url, administrator)
    await someone.delete('/api/session')
    expect((await actionsOf('&action=session')).slice(0, 2)).toEqual(['session.signedOut', 'session.signedIn'])

    const made = await server().admin.post('/api/tokens', { name: '接口' })
    const bearer = new ApiClient(server().running.url, { authorization: `Bearer ${String(made.body.token)}` })
    for (let again = 0; again < 3; again++) await bearer.get('/api/me')
    expect(await noted('&action=token.used')).toMatchObject([{ through: { kind: 'token', title: '接口' } }])
    expect(await listOf('&action=token.newAddress')).toEqual([])

    const known = await server().admin.post('/api/tokens', { name: '旧地址' })
    await server().pool.query(
      `insert into platform.token_addresses (token_id, address, last_on) values ($1, '203.0.113.9', '2026-01-01')`,
      [known.body.id],
    )
    await new ApiClient(server().running.url, { authorization: `Bearer ${String(known.body.token)}` }).get('/api/me')
    expect(await noted('&action=token.newAddress')).toMatchObject([
      { subject: { kind: 'token', key: known.body.id }, address: '127.0.0.1' },
    ])
  })

  test('counts refused sign-ins: in the workspace of whom they are about, else in the log of the installation', async () => {
    const { anonymous, ids } = server()
    for (let again = 0; again < 3; again++) {
      await anonymous.post('/api/session', { email: 'stranger@example.net', password: 'canary-guess' })
    }
    await anonymous.post('/api/session', { email: 'canary-typed-in-the-wrong-box', password: 'x' })
    await anonymous.post('/api/session', { email: 'nobody@example.org', password: 'canary-guess' })

    expect(await noted('&action=session.refused')).toMatchObject([
      { actor: null, subject: { kind: 'person', key: ids.nobody }, details: { count: 1 }, address: '127.0.0.1' },
    ])
    const strangers = await noted('&log=installation&action=session.refused', 2)
    expect(strangers.map(({ details }) => details)).toEqual(
      expect.arrayContaining([
        { address: 's•••@example.net', count: 3 },
        { address: '•••', count: 1 },
      ]),
    )
    const { rows } = await server().pool.query('select a::text as row from platform.audit a')
    expect(JSON.stringify(rows)).not.toContain('canary')
  })

  test('is exported as a file that no spreadsheet calculates, and says so', async () => {
    const { admin } = server()
    await publishVisits(admin)
    await admin.post('/api/tokens', { name: '=HYPERLINK("http://x")' })
    const answer = await admin.get('/api/audit/export?action=token.created')
    const lines = answer.text.split('\r\n')

    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="audit.csv"')
    expect(answer.text.startsWith('序号,时间,操作人')).toBe(true)
    expect(lines[1]).toMatch(/,"创建了 API 令牌「=HYPERLINK\(""http:\/\/x""\)」/)
    expect(lines.every((line) => !/(^|,)"?[=+@]/.test(line))).toBe(true)
    expect((await listOf())[0]).toMatchObject({ action: 'audit.exported', details: { action: 'token.created' } })
    expect((await listOf('&object=visit'))[0]).toMatchObject({ action: 'changes.published' })
    expect((await admin.get('/api/audit/export?from=yesterday')).status).toBe(400)
  })

  test('is checked line by line', async () => {
    const answer = await server().admin.get('/api/audit/verify')

    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ entries: expect.any(Number), head: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })
})

/** The last test: the lines it adds are no part of the chain. */
test('an export of the audit log ends where its reader may no longer read it', async () => {
  const { admin, pool, running } = server()
  const auditor = { kind: 'role', key: 'auditor', label: '审计', capabilities: ['audit'], grants: [] }
  await admin.post('/api/changes', { changes: [{ op: 'put', document: auditor }] })
  const person = { email: 'auditor@example.org', name: '审计员', password: 'password of auditor' }
  const { body } = await admin.post('/api/people', { ...person, roles: ['auditor'] })
  const client = await signIn(running.url, person)
  // Pages that sockets do not hold: the server waits for its reader.
  await pool.query(
    `INSERT INTO ws_main.audit (n, at, through, action, details, seal)
     SELECT -i, now(), '{"kind":"system"}', 'token.created', json_build_object('x', repeat('x', 12000)), '' FROM generate_series(1, 2000) AS i`,
  )

  const answer = await fetch(`${running.url}/api/audit/export`, { headers: { cookie: client.header('cookie') } })
  expect(answer.status).toBe(200)
  await admin.patch(`/api/people/${String(body.id)}`, { roles: [] })

  await expect(answer.text()).rejects.toThrow()
})
