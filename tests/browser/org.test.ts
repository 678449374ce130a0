import { expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { seriousFindings } from './support/axe.js'
import { phone, useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

/** Puts text where a person would press Ctrl+V. */
const paste = (page: Page, text: string): Promise<void> =>
  page.locator('[data-test="paste-people"]').evaluate((input, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)

const row = (page: Page, email: string) => page.locator(`[data-test="person-${email}"]`)

test('50 people come from a spreadsheet: what is wrong is mended in place, departments are made, links are copied together', async () => {
  const { page, complaints, context } = await open('/studio/org', { as: 'admin' })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const lines = Array.from({ length: 50 }, (_, n) =>
    [
      `成员${n}`,
      `m${n}@example.com`,
      n % 2 === 0 ? '华东' : '华东/上海',
      n === 0 ? '' : 'm0@example.com',
      n === 7 ? '没有' : '',
    ].join('\t'),
  )

  await page.locator('[data-test="paste-list"]').click()
  await paste(page, ['姓名\t邮箱\t部门\t直属上级\t角色', ...lines].join('\n'))
  await page.getByText('49 位可以新增').waitFor()
  await page.getByText('会新建 2 个部门：华东、华东/上海').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByLabel('行 8 · 角色').fill('管理员')
  await page.keyboard.press('Tab')
  await page.locator('[data-test="import-people"]').getByText('新增 50 位').click()
  await page.locator('[data-test="imported"]').getByText('已新增 50 位成员').waitFor()
  await page.locator('[data-test="copy-links"]').click()
  await page.getByText('已复制 50 个邀请链接').waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.split('\n')).toHaveLength(50)
  expect(copied.split('\n')[0]).toMatch(/^成员0\tm0@example\.com\thttp:\/\/127\.0\.0\.1:\d+\/invitation#/)
  await page.getByRole('button', { name: '关闭', exact: true }).last().click()

  await page.locator('[data-test="department-上海"]').click()
  await page.getByText('25 位成员').waitFor()
  await page.locator('[data-test="search-people"]').fill('m7@')
  await row(page, 'm7@example.com').getByText('管理员').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  expect(complaints).toEqual([])
}, 60_000)

test('who leaves is deactivated once it is said who takes over, and comes back', async () => {
  const { admin, ids } = server()
  const made = await admin.post('/api/people', { name: '离职成员', email: 'leaver@example.com' })
  const leaver = String(made.body.id)
  await admin.post('/api/records/task', { subject: '交接', assignee: leaver })
  const { page, complaints } = await open(`/studio/org?panel=person:${leaver}`, { as: 'admin' })

  await page.locator('[data-test="deactivate"]').click()
  const sheet = page.locator('[data-test="hand-over-sheet"]')
  await sheet.getByText('未完成的任务').waitFor()
  expect(await page.locator('[data-test="start-hand-over"]').isDisabled()).toBe(true)
  expect(await seriousFindings(page)).toEqual([])
  await sheet.getByRole('button', { name: /全部移交给/ }).click()
  await page.getByRole('combobox', { name: /搜索/ }).fill('admin')
  await page.getByRole('option', { name: /admin/ }).first().click()
  await page.locator('[data-test="start-hand-over"]').click()
  await page.locator('[data-test="handed-over"]').getByText('已移交 1 项').waitFor()
  const tasks = await admin.get(`/api/records/task?filter=${encodeURIComponent(`assignee = "${ids.admin}"`)}`)
  expect(tasks.body.records).toHaveLength(1)

  await page.goto(`${page.url().split('?')[0] ?? ''}?panel=person:${leaver}`)
  await page.locator('[data-test="reactivate"]').click()
  await page.locator('[data-test="deactivate"]').waitFor()
  expect((await admin.get(`/api/people/${leaver}`)).body['person']).toMatchObject({ state: 'invited' })
  expect(complaints).toEqual([])
}, 60_000)

test('a department is moved by dragging and by keyboard, and stays while somebody works in it', async () => {
  const { admin } = server()
  const make = async (name: string): Promise<string> =>
    String((await admin.post('/api/records/department', { name })).body.id)
  const [north, south] = [await make('北方'), await make('南方')]
  await admin.post('/api/people', { name: '南方成员', email: 'south@example.com', department: south })
  const parentOf = async (id: string): Promise<unknown> =>
    (await admin.get(`/api/records/department/${id}`)).body['parent']
  const { page, complaints } = await open('/studio/org', { as: 'admin' })

  await page.locator('[data-test="department-南方"]').dragTo(page.locator('[data-test="department-北方"]'))
  await page.getByText('已把「南方」移到「北方」下').waitFor()
  expect(await parentOf(south)).toMatchObject({ id: north })

  await page.locator('[data-test="department-南方"]').focus()
  await page.keyboard.press('F2')
  await page
    .locator('[data-test="department-sheet"]')
    .getByRole('button', { name: /上级部门/ })
    .click()
  await page.getByRole('option', { name: '（最上级）' }).click()
  await page.locator('[data-test="save-department"]').click()
  await page.locator('[data-test="department-sheet"]').waitFor({ state: 'hidden' })
  expect(await parentOf(south)).toBeNull()

  await page.locator('[data-test="department-南方"]').hover()
  await page.locator('[data-test="department-南方"]').getByRole('button', { name: '「南方」的操作' }).click()
  await page.locator('[data-test="department-remove"]').click()
  await page.locator('[data-test="confirm"]').click()
  await page.getByText(/正被|指向|不能删除/).waitFor()
  expect((await admin.get(`/api/records/department/${south}`)).status).toBe(200)
  expect(complaints).toEqual([])
}, 60_000)

test('on a phone departments are chosen from a list, and nothing scrolls sideways; who may not, is told whom to ask', async () => {
  const { page, url } = await open('/studio/org', { as: 'admin', size: phone, locale: 'en' })
  await page.locator('.people-row').first().waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  await page.getByRole('button', { name: /Departments/ }).click()
  await page.getByRole('listbox').getByRole('option').first().waitFor()

  const { admin, ids } = server()
  const other = await open('/studio/org', { as: 'nobody' })
  await other.page.getByText('管理员').waitFor()
  expect(other.page.url()).toContain(url)

  const hr = { kind: 'role', key: 'hr', label: { 'zh-CN': '人事', en: 'HR' }, capabilities: ['people'], grants: [] }
  await admin.post('/api/changes', { changes: [{ op: 'put', document: hr }] })
  await admin.patch(`/api/people/${ids.nobody}`, { roles: ['hr'] })
  await other.page.goto(url)
  await other.page.locator('.top-bar-me').click()
  await other.page.getByText('组织与成员').click()
  await other.page.locator('.people-row').first().waitFor()
  await other.page.getByRole('link', { name: '工作台' }).waitFor()
  expect(other.complaints).toEqual([])
}, 60_000)
