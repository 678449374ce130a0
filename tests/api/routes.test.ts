import { describe, expect, test } from '@jest/globals'
import { routes, type Route } from '@tessera/server'
import { formOf, tinyPng } from '../support/form-data.js'
import { nobody, signIn, useServer } from './support/use-server.js'
import { publishVisits } from './support/visit.js'

const server = useServer()

const someId = '01900000-0000-7000-8000-000000000000'
const values: Readonly<Record<string, string>> = {
  object: 'account',
  id: someId,
  kind: 'object',
  key: 'account',
  revision: '1',
}

/** A body each route with one would accept from an administrator. */
const bodies: Readonly<Record<string, object>> = {
  setUp: { email: 'x@example.org', password: 'long enough', name: 'X' },
  lookAtInvitation: { token: 'x' },
  acceptInvitation: { token: 'x', password: 'long enough' },
  lookAtResetLink: { token: 'x' },
  resetPassword: { token: 'x', password: 'long enough' },
  signInSecond: { code: '000000' },
  confirmSecondStep: { code: '000000' },
  renewRecoveryCodes: { code: '000000' },
  endSecondStep: { code: '000000' },
  signIn: { email: 'x@example.org', password: 'x' },
  createToken: { name: 'x' },
  importPeople: { rows: [{ name: 'X', email: 'x@example.org' }] },
  invitePeople: { people: [someId] },
  createPerson: { email: 'x@example.org', name: 'X' },
  changePerson: { name: 'X' },
  changeMe: {},
  deactivatePerson: {},
  reactivatePerson: {},
  handOverPerson: {},
  planChanges: { changes: [{ op: 'delete', kind: 'object', key: 'account' }] },
  publishChanges: { changes: [{ op: 'delete', kind: 'object', key: 'account' }], accept: ['object.hide:account'] },
  planUndo: {},
  undoChange: {},
  saveDraft: { version: 0, base: 1, tab: 't', keep: 0, commands: [], cursor: 0, documents: {} },
  abortJob: {},
  readNotifications: { all: true },
  startRuns: { records: [someId] },
  queryRecords: {},
  createRecord: { name: 'x' },
  changeRecord: { name: 'x' },
  findDuplicates: { values: { name: 'x' } },
  mergeRecords: { keep: someId, merge: [someId] },
  previewMerge: { keep: someId, merge: [someId] },
  unmergeRecords: {},
  restoreRecord: {},
  writeBatch: { create: [{ name: 'x' }] },
  createSecret: { name: 'erp', host: 'example.com', value: 'x' },
  changeSecret: { purpose: 'x' },
  erasePersonal: { confirm: 'erase' },
  erasePerson: { confirm: 'erase' },
  shareRecord: { with: { kind: 'person', id: someId } },
  uploadTemplate: {},
  validateTemplate: {},
  packTemplate: { manifest: {}, documents: [{ kind: 'object', key: 'account' }] },
  planTemplate: { action: 'install' },
  exportRecords: { object: 'account', format: 'csv' },
  previewExport: { object: 'account', format: 'csv' },
  aggregateRecords: { measures: [{ function: 'count', as: 'n' }] },
}

const form = formOf(tinyPng, 'x.png')

/** What a person without roles gets; every route must be listed. */
const forNobody: Readonly<Record<string, number>> = {
  deleteToken: 404,
  listPeople: 403,
  createPerson: 403,
  importPeople: 403,
  invitePeople: 403,
  getPerson: 403,
  changePerson: 404,
  deactivatePerson: 403,
  reactivatePerson: 403,
  listMySessions: 200,
  deleteMySession: 404,
  endOtherSessions: 200,
  getSecondStep: 200,
  beginSecondStep: 422,
  confirmSecondStep: 422,
  renewRecoveryCodes: 409,
  endSecondStep: 409,
  resetSecondStep: 403,
  makeInvitation: 403,
  makeResetLink: 403,
  getHoldings: 403,
  handOverPerson: 403,
  listDocuments: 200,
  getDocument: 404,
  listUsages: 403,
  listWaitingFields: 403,
  listWaitingValues: 403,
  retryWaitingValues: 403,
  runScenarios: 403,
  planChanges: 403,
  publishChanges: 403,
  listChanges: 403,
  getChange: 403,
  planUndo: 403,
  undoChange: 403,
  listWorkflows: 403,
  listRuns: 403,
  startRuns: 403,
  simulateWorkflow: 403,
  getRun: 403,
  retryRun: 403,
  cancelRun: 403,
  getDraft: 403,
  saveDraft: 403,
  deleteDraft: 403,
  getJob: 404,
  abortJob: 403,
  listRecords: 404,
  queryRecords: 404,
  exportRecords: 404,
  previewExport: 404,
  createRecord: 404,
  getRecord: 404,
  changeRecord: 404,
  deleteRecord: 404,
  findDuplicates: 404,
  mergeRecords: 404,
  previewMerge: 404,
  unmergeRecords: 404,
  restoreRecord: 404,
  writeBatch: 404,
  aggregateRecords: 404,
  getRecordSchema: 404,
  getHistory: 404,
  getStages: 404,
  getRights: 200,
  getRecordRights: 404,
  explainAccess: 403,
  whoMay: 403,
  listShares: 404,
  shareRecord: 404,
  unshareRecord: 404,
  uploadFile: 403,
  getFile: 404,
  listenToEvents: 200,
  listNotifications: 200,
  readNotifications: 200,
  listTokens: 200,
  createToken: 403,
  listSecrets: 403,
  createSecret: 403,
  changeSecret: 403,
  deleteSecret: 403,
  listTemplates: 403,
  getTemplate: 403,
  getTemplateFile: 403,
  uploadTemplate: 403,
  validateTemplate: 403,
  packTemplate: 403,
  planTemplate: 403,
  installTemplate: 403,
  upgradeTemplate: 403,
  uninstallTemplate: 403,
  removeSample: 403,
  getPersonalData: 404,
  erasePersonal: 403,
  getPersonData: 404,
  erasePerson: 403,
  listAudit: 403,
  exportAudit: 403,
  verifyAudit: 403,
  getMe: 200,
  changeMe: 200,
  getOpenapi: 200,
  getTypeDeclarations: 200,
  signOut: 204,
}

const guarded = routes.filter(({ policy }) => policy !== 'public' && policy !== 'operations')

describe('every route', () => {
  test('that is public is meant to be', () => {
    const open = routes
      .filter((route) => !guarded.includes(route))
      .map(({ method, path, policy }) => `${policy} ${method} ${path}`)

    expect(open.sort()).toEqual([
      'operations GET /metrics',
      'public GET /api/session/sso/callback',
      'public GET /api/session/sso/start',
      'public GET /api/session/ways',
      'public GET /api/setup',
      'public GET /healthz',
      'public GET /readyz',
      'public POST /api/invitations/accept',
      'public POST /api/invitations/look',
      'public POST /api/password/look',
      'public POST /api/password/reset',
      'public POST /api/session',
      'public POST /api/session/second',
      'public POST /api/setup',
    ])
  })

  test('that only some roles may call says which: everything else is for every account, and its rights are the engine’s', () => {
    const closed = (policy: string): string[] =>
      routes
        .filter((route) => route.policy === policy)
        .map(({ name }) => name)
        .sort()
    const lines = (names: string): string[] => names.split(' ')

    expect(new Set(routes.map(({ policy }) => policy))).toEqual(
      new Set(['public', 'operations', 'account', 'administrator', 'audit', 'people', 'studio', 'templates', 'tokens']),
    )
    expect(closed('administrator')).toEqual(
      lines(
        'abortJob cancelRun changeSecret createSecret deleteSecret explainAccess getRun listRuns listWaitingFields ' +
          'listWaitingValues listWorkflows retryRun retryWaitingValues simulateWorkflow startRuns whoMay',
      ),
    )
    expect(closed('audit')).toEqual(lines('exportAudit listAudit verifyAudit'))
    expect(closed('people')).toEqual(
      lines(
        'createPerson deactivatePerson erasePerson getHoldings getPerson handOverPerson importPeople invitePeople ' +
          'listPeople makeInvitation makeResetLink reactivatePerson resetSecondStep',
      ),
    )
    expect(closed('templates')).toEqual(
      lines(
        'getTemplate getTemplateFile installTemplate listTemplates packTemplate planTemplate removeSample runScenarios ' +
          'uninstallTemplate upgradeTemplate uploadTemplate validateTemplate',
      ),
    )
    expect(closed('tokens')).toEqual(['createToken'])
    expect(closed('studio')).toEqual(
      lines(
        'deleteDraft getChange getDraft listChanges listSecrets listUsages planChanges planUndo publishChanges saveDraft undoChange',
      ),
    )
  })

  test.each(guarded.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'is closed without identity: %s',
    async (_name, route) => {
      const answer = await server().anonymous.send(methodOf(route), pathOf(route), bodies[route.name])

      expect(answer.status).toBe(401)
      if (route.streams !== true) expect(answer.body.code).toBe('access.no_identity')
    },
  )

  test('leaves nothing behind when nobody without roles calls it, and answers as for what does not exist', async () => {
    await publishVisits(server().admin)
    const before = await fingerprint()

    // Signing out comes last: it ends the session the others need.
    const inOrder = [
      ...guarded.filter(({ name }) => name !== 'signOut'),
      ...guarded.filter(({ name }) => name === 'signOut'),
    ]
    const statuses: Record<string, number> = {}
    for (const route of inOrder) {
      const { body, headers } = route.input.file === true ? form : { body: bodies[route.name], headers: {} }
      const answer = await server().nobody.send(methodOf(route), pathOf(route), body, headers)
      statuses[route.name] = answer.status
    }

    expect(statuses).toEqual(forNobody)
    expect(await fingerprint()).toEqual(before)
    expect(server().errors).toEqual([])
  })
})

test('an object that is hidden from the caller answers exactly like one that does not exist', async () => {
  const someone = await signIn(server().running.url, nobody)

  for (const path of ['', '/schema', `/${someId}`, `/${someId}/history`, `/${someId}/stages`]) {
    const hidden = await someone.get(`/api/records/account${path}`)
    const missing = await someone.get(`/api/records/accounts${path}`)
    expect({ ...hidden.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' })
  }
})

/** An endless answer is asked for its head. */
function methodOf(route: Route): string {
  return route.streams === true && route.method === 'GET' ? 'HEAD' : route.method
}

function pathOf(route: Route): string {
  return route.path.replace(/:(\w+)/g, (_all, name: string) => values[name] as string)
}

/** Everything an administrator's account sees that callers could have changed. */
async function fingerprint(): Promise<unknown> {
  const { admin } = server()
  const [documents, accounts, changes, users] = await Promise.all([
    admin.get('/api/documents'),
    admin.get('/api/records/account'),
    admin.get('/api/changes'),
    admin.get('/api/records/user'),
  ])
  return [documents.body, accounts.body, changes.body, users.body]
}
