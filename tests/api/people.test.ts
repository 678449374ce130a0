import { beforeAll, describe, expect, test } from '@jest/globals'
import { allowTokens } from './support/allow-tokens.js'
import { ApiClient } from './support/client.js'
import { administrator, signIn, useServer } from './support/use-server.js'
import { publishVisits } from './support/visit.js'

const server = useServer()

let count = 0

/** A new person with a password. */
async function makePerson(extra: object = {}) {
  const email = `person${++count}@example.org`
  const password = `password of ${email}`
  const made = await server().admin.post('/api/people', { email, name: `Person ${count}`, password, ...extra })
  expect(made.status).toBe(201)
  return { id: String(made.body.id), email, password }
}

describe('making people', () => {
  test('gives a person who can sign in, and who reads as a record', async () => {
    const person = await makePerson()

    const client = await signIn(server().running.url, person)
    const record = await server().admin.get(`/api/records/user/${person.id}`)

    expect((await client.get('/api/me')).body).toMatchObject({
      user: { id: person.id, email: person.email },
      roles: [],
    })
    expect(record).toMatchObject({ status: 200, body: { id: person.id, email: person.email } })
  })

  test('without a password gives a person who cannot sign in yet', async () => {
    const made = await server().admin.post('/api/people', { email: 'later@example.org', name: 'Later' })

    expect(made.status).toBe(201)
    const answer = await server().anonymous.post('/api/session', { email: 'later@example.org', password: '' })
    expect(answer.status).toBe(401)
  })

  test('with an address in use is 409, in any case of letters, and twice at once', async () => {
    const answers = await Promise.all(
      ['twice@example.org', 'TWICE@example.org'].map((email) =>
        server().admin.post('/api/people', { email, name: 'Twice' }),
      ),
    )
    const third = await server().admin.post('/api/people', { email: 'Twice@Example.org', name: 'Twice' })

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(third).toMatchObject({ status: 409, body: { code: 'person.email_taken', errors: [{ path: 'email' }] } })
  })

  test('collects what is wrong', async () => {
    const answer = await server().admin.post('/api/people', { email: 'x', nmae: 'X', roles: ['administrator', 3] })

    expect(answer.body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: 'email', code: 'document.format' }),
        expect.objectContaining({ path: 'name', code: 'document.missing' }),
        expect.objectContaining({ path: 'nmae', code: 'document.unknown_property' }),
        expect.objectContaining({ path: 'roles/1', code: 'document.type' }),
      ]),
    )
  })

  test('with an unknown role or a short password makes nobody', async () => {
    const email = 'refused@example.org'
    const answer = await server().admin.post('/api/people', { email, name: 'R', password: 'short', roles: ['emperor'] })

    expect(answer).toMatchObject({
      status: 422,
      body: {
        errors: [
          { path: 'roles/0', code: 'person.unknown_role' },
          { path: 'password', code: 'person.password_too_short' },
        ],
      },
    })
    const found = await server().pool.query('select 1 from platform.auth_user where email = $1', [email])
    expect(found.rowCount).toBe(0)
  })

  test('with a department that does not exist makes nobody', async () => {
    const email = 'lost@example.org'
    const department = '01900000-0000-7000-8000-000000000000'
    const answer = await server().admin.post('/api/people', { email, name: 'Lost', department })

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'department' }] } })
    const found = await server().pool.query('select 1 from platform.auth_user where email = $1', [email])
    expect(found.rowCount).toBe(0)
  })
})

describe('changing people', () => {
  test('renames the account and the record', async () => {
    const person = await makePerson()
    const client = await signIn(server().running.url, person)

    const answer = await server().admin.patch(`/api/people/${person.id}`, { name: '新名字', locale: 'en' })

    expect(answer).toMatchObject({ status: 200, body: { user: { name: '新名字', locale: 'en' } } })
    expect((await client.get('/api/me')).body.user).toMatchObject({ name: '新名字', locale: 'en' })
    expect((await server().admin.get(`/api/records/user/${person.id}`)).body.name).toBe('新名字')
  })

  test('lets everybody change their own name, but neither roles nor others', async () => {
    const person = await makePerson()
    const client = await signIn(server().running.url, person)

    expect((await client.patch(`/api/people/${person.id}`, { name: 'Myself' })).status).toBe(200)
    expect(await client.patch(`/api/people/${person.id}`, { roles: ['administrator'] })).toMatchObject({ status: 403 })
    expect(await client.patch(`/api/people/${server().ids.admin}`, { name: 'Hacked' })).toMatchObject({ status: 404 })
    expect((await client.get('/api/me')).body.roles).toEqual([])
  })

  test('of a password by its owner needs the old one', async () => {
    const person = await makePerson()
    const client = await signIn(server().running.url, person)
    const path = `/api/people/${person.id}`

    const without = await client.patch(path, { password: 'a new password' })
    const wrong = await client.patch(path, { password: 'a new password', currentPassword: 'guessed' })
    const right = await client.patch(path, { password: 'a new password', currentPassword: person.password })

    expect(without).toMatchObject({ status: 422, body: { errors: [{ path: 'currentPassword' }] } })
    expect(wrong.status).toBe(422)
    expect(right.status).toBe(200)
    await signIn(server().running.url, { ...person, password: 'a new password' })
  })

  test('never takes the last administrator away', async () => {
    const answer = await server().admin.patch(`/api/people/${server().ids.admin}`, { roles: [] })

    expect(answer).toMatchObject({ status: 409, body: { code: 'person.last_administrator' } })
    expect((await server().admin.get('/api/me')).body.roles).toHaveLength(1)
  })

  test('that do not exist is 404', async () => {
    const answer = await server().admin.patch('/api/people/01900000-0000-7000-8000-000000000000', { name: 'X' })

    expect(answer).toMatchObject({ status: 404, body: { code: 'person.not_found' } })
  })
})

describe('deactivating people', () => {
  test('ends sessions, tokens and sign-in', async () => {
    await allowTokens(server().admin)
    const person = await makePerson({ roles: ['robot'] })
    const client = await signIn(server().running.url, person)
    const made = await client.post('/api/tokens', { name: 'mine' })
    const token = new ApiClient(server().running.url, { authorization: `Bearer ${String(made.body.token)}` })
    expect((await token.get('/api/me')).status).toBe(200)

    const answer = await server().admin.post(`/api/people/${person.id}/deactivate`, { handOverTo: server().ids.admin })

    expect(answer).toMatchObject({ status: 200, body: { id: person.id } })
    expect((await client.get('/api/me')).status).toBe(401)
    expect((await token.get('/api/me')).status).toBe(401)
    expect(
      await server().anonymous.post('/api/session', { email: person.email, password: person.password }),
    ).toMatchObject({
      status: 401,
      body: { code: 'session.wrong_credentials' },
    })
    expect((await server().admin.get(`/api/records/user/${person.id}`)).body.active).toBe(false)

    // Who comes back signs in again; a program that had a token gets another one.
    await server().admin.post(`/api/people/${person.id}/reactivate`)
    await signIn(server().running.url, person)
    expect((await token.get('/api/me')).status).toBe(401)
  })

  test('refuses an heir who is nobody, inactive, or the same person', async () => {
    const person = await makePerson()
    const gone = await makePerson()
    await server().admin.post(`/api/people/${gone.id}/deactivate`)

    for (const handOverTo of ['01900000-0000-7000-8000-000000000000', 'nobody', gone.id, person.id]) {
      const answer = await server().admin.post(`/api/people/${person.id}/deactivate`, { handOverTo })
      expect(answer).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'handOverTo', code: 'person.not_found' }] },
      })
    }
    await signIn(server().running.url, person)
  })

  test('never takes the last administrator away', async () => {
    const answer = await server().admin.post(`/api/people/${server().ids.admin}/deactivate`)

    expect(answer).toMatchObject({ status: 409, body: { code: 'person.last_administrator' } })
    await signIn(server().running.url, administrator)
  })
})

describe('a person without roles', () => {
  test('makes and deactivates nobody', async () => {
    expect(await server().nobody.post('/api/people', { email: 'x@example.org', name: 'X' })).toMatchObject({
      status: 403,
    })
    expect(await server().nobody.post(`/api/people/${server().ids.admin}/deactivate`)).toMatchObject({ status: 403 })
  })
})

describe('somebody who administers people without being an administrator', () => {
  const role = (key: string, capabilities: string[], more: object = {}) => ({
    op: 'put',
    document: { kind: 'role', key, label: key, capabilities, grants: [], ...more },
  })

  /** Signed in, with these roles. */
  async function colleague(roles: string[]): Promise<{ readonly id: string; readonly client: ApiClient }> {
    const person = await makePerson({ roles })
    return { id: person.id, client: await signIn(server().running.url, person) }
  }

  beforeAll(async () => {
    await publishVisits(server().admin)
    const changes = [role('hr', ['people']), role('auditor', ['audit', 'people']), role('clerk', [])]
    const made = await server().admin.post('/api/changes', { changes })
    if (made.status !== 201) throw new Error(made.text)
  })

  test('makes people and departments, moves and hands over, and sees how far it is', async () => {
    const { client } = await colleague(['hr'])
    const department = await client.post('/api/records/department', { name: '人事部' })
    expect(department.status).toBe(201)
    expect((await client.patch(`/api/records/department/${department.body.id}`, { name: '人力资源部' })).status).toBe(
      200,
    )
    const made = await client.post('/api/people', {
      ...{ name: '新人', email: 'newcomer@example.org', roles: ['clerk'], department: department.body.id },
    })
    expect(made.status).toBe(201)
    const hidden = await server().admin.post('/api/records/visit', { subject: '看不见的拜访', owner: made.body.id })
    expect(hidden.status).toBe(201)

    const listed = await client.get(`/api/people?department=${department.body.id}`)
    expect(listed.body.people).toMatchObject([{ name: '新人', roles: ['clerk'] }])
    const held = await client.get(`/api/people/${made.body.id}/holdings`)
    expect(held.body).toMatchObject({ total: 1, holdings: [{ object: 'visit' }] })
    expect((await client.get('/api/records/visit')).status).toBe(404)
    const gone = await client.post(`/api/people/${made.body.id}/deactivate`, {
      handOver: [{ object: 'visit', to: server().ids.admin }],
    })
    expect(gone).toMatchObject({ status: 200, body: { handedOver: 1 } })
    expect((await client.get(`/api/jobs/${String(gone.body['job'])}`)).status).toBe(200)
    expect(
      (await client.post('/api/people/import', { rows: [{ name: '乙', email: 'b@example.org' }] })).body,
    ).toMatchObject({
      good: 1,
    })
  })

  test('touches nobody who may do more, gives no such role, and changes no roles of their own', async () => {
    const { id, client } = await colleague(['hr'])
    const { id: auditor } = await colleague(['auditor'])
    const { id: clerk } = await colleague(['clerk'])
    for (const stronger of [server().ids.admin, auditor]) {
      for (const answer of [
        await client.patch(`/api/people/${stronger}`, { email: 'taken.over@example.org' }),
        await client.post(`/api/people/${stronger}/reset-link`),
        await client.post(`/api/people/${stronger}/deactivate`),
        await client.post(`/api/people/${stronger}/hand-over`, { handOverTo: id }),
        await client.post(`/api/people/${stronger}/reactivate`),
        await client.post(`/api/people/${stronger}/erase`, { confirm: 'erase' }),
      ])
        expect(answer).toMatchObject({ status: 403, body: { code: 'person.stronger' } })
    }
    for (const roles of [['administrator'], ['clerk', 'auditor']]) {
      const place = `roles/${roles.length - 1}`
      const refusal = { status: 422, body: { errors: [{ path: place, code: 'person.stronger_role' }] } }
      expect(await client.post('/api/people', { name: 'X', email: 'x.strong@example.org', roles })).toMatchObject(
        refusal,
      )
      expect(await client.patch(`/api/people/${clerk}`, { roles })).toMatchObject(refusal)
    }
    const own = await client.patch(`/api/people/${id}`, { roles: ['clerk'] })
    expect(own).toMatchObject({ status: 403, body: { code: 'person.own_roles' } })
    const rows = [{ name: 'Y', email: 'y.strong@example.org', roles: ['auditor'] }]
    const pasted = await client.post('/api/people/import', { rows, mode: 'all' })
    expect(pasted).toMatchObject({ status: 422, body: { errors: [{ code: 'person.stronger_role' }] } })
    expect((await client.patch(`/api/people/${clerk}`, { roles: ['clerk', 'hr'], title: '文员' })).status).toBe(200)
  })

  test('is not who merely has a role: departments and people stay as they are', async () => {
    const { client } = await colleague(['clerk'])
    expect((await client.get('/api/people')).status).toBe(403)
    expect(await client.post('/api/records/department', { name: '自立门户' })).toMatchObject({ status: 403 })
    expect(await client.patch(`/api/people/${server().ids.admin}`, { title: 'X' })).toMatchObject({ status: 404 })
  })
})
