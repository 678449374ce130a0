import { describe, expect, test } from '@jest/globals'
import type { AuditEntry, AuditQuery } from '@tessera/metadata'
import type { Pool } from 'pg'
import { systemActor } from '../access/actor.js'
import { whoOf } from './note-audit.js'
import { errorOf, testEngine, withWorkshop, type Workshop } from '../schema/workshop.testing.js'

const visit = {
  kind: 'object',
  key: 'visit',
  label: '拜访',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'phone', type: 'phone', label: '电话' },
  ],
}
const origin = { address: '203.0.113.7', requestId: 'r-1' }

const entries = async ({ engine, admin }: Workshop, query: AuditQuery = {}): Promise<readonly AuditEntry[]> =>
  (await engine.audit.list(admin, 'workspace', { ...query, limit: 500 })).entries

/** What somebody can do who owns the tables and switches the triggers off. */
const tamper = async (pool: Pool, ...statements: readonly string[]): Promise<void> => {
  for (const table of ['audit', 'audit_head']) await pool.query(`ALTER TABLE ws_main.${table} DISABLE TRIGGER USER`)
  for (const statement of statements) await pool.query(statement)
}

describe('the audit log', () => {
  test('keeps publishes, undoes, switched encryption and merges with who, from where and to what', () =>
    withWorkshop(async (workshop) => {
      const { engine, admin, create, object } = workshop
      const put = (document: object, accept: readonly string[] = []) =>
        engine.changes.publish(admin, { changes: [{ op: 'put', document: document as never }], accept, origin })
      const { revision } = await put(visit)
      const [keep = '', other = ''] = await create(
        'visit',
        { name: '沪上画廊', phone: '13800001234' },
        { name: '沪上' },
      )
      await engine.records.merge(admin, 'visit', { keep, merge: [other] }, { origin })
      await engine.records.merge(admin, 'visit', { keep, merge: [other] }, { origin })
      await engine.records.unmerge(admin, 'visit', keep, undefined, { origin })
      const draft = await object('visit')
      draft.fields.push({ key: 'card', type: 'text', label: '卡号', encrypted: true })
      await put(draft)
      await engine.changes.undo(admin, revision + 1, { accept: ['field.hide:visit.card'], origin })

      const found = await entries(workshop)
      expect(found.slice(0, -1).map(({ action, sentence }) => `${action} ${sentence}`)).toEqual([
        'changes.encryption 关闭加密：visit.card',
        'changes.undone 撤销了 v3，成为 v4',
        'changes.encryption 开启加密：visit.card',
        'changes.published 发布了 v3',
        'records.unmerged 撤销合并',
        'records.merged 将 1 条记录并入此记录',
        'changes.published 发布了 v2',
      ])
      expect(found.find(({ action }) => action === 'records.merged')).toMatchObject({
        actor: { id: admin.id, title: '李雷' },
        through: { kind: 'person' },
        object: { key: 'visit', label: '拜访' },
        record: keep,
        address: '203.0.113.7',
        requestId: 'r-1',
      })
      expect(JSON.stringify(found)).not.toMatch(/沪上|13800001234/)
      expect(found.at(-1)).toMatchObject({ n: 1, actor: null, through: { kind: 'agent', title: 'new workspace' } })
      expect(await engine.audit.verify(admin, 'workspace')).toMatchObject({ intact: true, entries: 8 })
    }))

  test('is found by person, action, module, time and words, page by page', () =>
    withWorkshop(async (workshop) => {
      const { engine, admin, nobody } = workshop
      await workshop.put(visit)
      for (const name of ['日报_100%', '周报']) {
        await engine.audit.note(whoOf(admin, origin), { action: 'token.created', details: { name } })
      }
      const found = async (query: AuditQuery) => (await entries(workshop, query)).map(({ n }) => n)

      expect(await found({ actor: admin.id })).toEqual([4, 3, 2])
      expect(await found({ actor: 'nobody' })).toEqual([])
      expect(await found({ action: 'token' })).toEqual([4, 3])
      expect(await found({ action: 'tok' })).toEqual([])
      expect(await found({ object: 'visit' })).toEqual([2])
      expect(await found({ object: 'unheard' })).toEqual([])
      expect(await found({ search: '报_1' })).toEqual([3])
      expect(await found({ search: '203.0.113' })).toEqual([4, 3])
      expect(await found({ to: '2000-01-01T00:00:00Z' })).toEqual([])
      expect(await found({ from: '2000-01-01T00:00:00Z' })).toHaveLength(4)
      expect((await errorOf(found({ from: 'yesterday' }))).code).toBe('request.invalid_parameter')

      const first = await engine.audit.list(admin, 'workspace', { limit: 3 })
      const rest = await engine.audit.list(admin, 'workspace', { limit: 3, after: first.next ?? '' })
      expect([...first.entries, ...rest.entries].map(({ n }) => n)).toEqual([4, 3, 2, 1])
      expect(rest.next).toBeNull()
      const moved = engine.audit.list(admin, 'workspace', { action: 'token', after: first.next ?? '' })
      expect((await errorOf(moved)).code).toBe('request.bad_cursor')
      expect((await errorOf(engine.audit.list(nobody, 'workspace', {}))).code).toBe('access.denied')
    }))

  test('refuses to be changed, and shows what somebody changed who could', () =>
    withWorkshop(async (workshop) => {
      const { engine, admin, pool } = workshop
      for (const name of ['a', 'b', 'c']) {
        await engine.audit.note(whoOf(admin, undefined), { action: 'token.created', details: { name } })
      }
      const verdict = () => engine.audit.verify(admin, 'workspace')
      for (const sql of [
        `UPDATE ws_main.audit SET action = 'x'`,
        'DELETE FROM ws_main.audit',
        'TRUNCATE ws_main.audit',
        'UPDATE ws_main.audit_head SET n = 1',
        'DELETE FROM ws_main.audit_head',
      ]) {
        await expect(pool.query(sql)).rejects.toThrow('the audit log is append-only')
      }
      const { head } = await verdict()
      expect(head).toMatch(/^[0-9a-f]{64}$/)

      await pool.query('CREATE TABLE ws_main.kept AS TABLE ws_main.audit')
      const again =
        'ALTER TABLE ws_main.audit DISABLE TRIGGER USER; TRUNCATE ws_main.audit; INSERT INTO ws_main.audit TABLE ws_main.kept'
      await tamper(pool, `UPDATE ws_main.audit SET details = '{"name":"z"}' WHERE n = 3`)
      expect(await verdict()).toMatchObject({ intact: false, broken: { n: 3, reason: 'changed' } })
      await tamper(pool, again, 'DELETE FROM ws_main.audit WHERE n = 2')
      expect(await verdict()).toMatchObject({ intact: false, broken: { n: 2, reason: 'missing' } })
      await tamper(
        pool,
        again,
        'DELETE FROM ws_main.audit WHERE n = 4',
        'UPDATE ws_main.audit_head SET n = 3, seal = (SELECT seal FROM ws_main.audit WHERE n = 3)',
      )
      expect(await verdict()).toMatchObject({ intact: false, broken: { n: 4, reason: 'cut' } })
      await pool.query('DROP TABLE ws_main.kept')
    }))

  test('has one order for many writers, of two processes too', () =>
    withWorkshop(async ({ engine, admin, pool }) => {
      const other = testEngine(pool)
      await Promise.all(
        Array.from({ length: 12 }, (_, at) =>
          (at % 2 === 0 ? engine : other).audit.note(whoOf(admin, undefined), {
            action: 'token.created',
            details: { name: String(at) },
          }),
        ),
      )
      await other.stop()
      expect(await engine.audit.verify(admin, 'workspace')).toMatchObject({ intact: true, entries: 13 })
    }))

  test('lets nothing happen that it cannot note, and notes nothing that did not happen', () =>
    withWorkshop(async (workshop) => {
      const { engine, admin, pool, put } = workshop
      const who = whoOf(admin, undefined)
      const failed = engine.audit.around(who, async (note) => {
        await note({ action: 'people.created' })
        throw new Error('not done')
      })
      await expect(failed).rejects.toThrow('not done')
      expect(await entries(workshop)).toHaveLength(1)

      await pool.query('ALTER TABLE ws_main.audit RENAME TO audit_away')
      let isDone = false
      const unnoted = engine.audit.around(who, async (note) => {
        await note({ action: 'people.created' })
        isDone = true
      })
      await expect(unnoted).rejects.toThrow()
      await expect(put(visit)).rejects.toThrow()
      await pool.query('ALTER TABLE ws_main.audit_away RENAME TO audit')
      expect(isDone).toBe(false)
      expect(await engine.documents.revision(admin)).toBe(1)
      expect(await entries(workshop)).toHaveLength(1)
    }))

  test('keeps no secret that comes along by mistake, and belongs to the installation where no workspace is known', () =>
    withWorkshop(async (workshop) => {
      const { engine, admin } = workshop
      await engine.audit.note(whoOf(admin, undefined), {
        action: 'secret.created',
        details: { name: 'erp', host: 'erp.example.com', secretValue: 'canary-1', password: 'canary-2' },
      })
      const nobodyKnown = { workspace: null, actor: null, through: { kind: 'person' as const }, origin }
      await engine.audit.note(nobodyKnown, { action: 'session.refused', details: { count: 3 } })

      expect(JSON.stringify(await entries(workshop))).not.toContain('canary')
      const { entries: installation } = await engine.audit.list(admin, 'installation', {})
      expect(installation).toMatchObject([{ n: 1, actor: null, sentence: '登录失败，共 3 次', address: '203.0.113.7' }])
      expect(await engine.audit.verify(admin, 'installation')).toMatchObject({ intact: true, entries: 1 })
      const english = await engine.audit.list({ ...admin, locale: 'en' }, 'installation', {})
      expect(english.entries[0]?.sentence).toBe('Sign-in refused, 3 times')
    }))

  test('calls people by today’s name', () =>
    withWorkshop(async (workshop) => {
      const { engine, admin } = workshop
      const subject = { kind: 'person', key: admin.id }
      await engine.audit.note(whoOf(admin, undefined), {
        action: 'people.changed',
        subject,
        details: { changed: ['name'] },
      })
      await engine.records.update(systemActor('main', 'test'), 'user', admin.id, { name: '李雷二' })

      expect((await entries(workshop))[0]).toMatchObject({
        actor: { title: '李雷二' },
        subject: { kind: 'person', title: '李雷二' },
        sentence: '修改了成员资料：name',
      })
    }))
})
