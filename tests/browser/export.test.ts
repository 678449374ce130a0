import { beforeAll, describe, expect, test } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import type { Download, Page } from 'playwright-core'
import { readSheet } from 'read-excel-file/node'
import { seriousFindings } from './support/axe.js'
import { phone, useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()
const both = (chinese: string, english: string): object => ({ 'zh-CN': chinese, en: english })
const at = (page: Page, name: string) => page.locator(`[data-test="${name}"]`).first()

const bid = {
  kind: 'object',
  key: 'bid',
  label: both('商机', 'Bid'),
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: both('主题', 'Subject'), required: true },
    { key: 'phone', type: 'phone', label: both('联系电话', 'Phone') },
    { key: 'level', type: 'text', label: both('等级', 'Level') },
    { key: 'amount', type: 'currency', label: both('金额', 'Amount') },
    { key: 'remark', type: 'text', label: both('内部备注', 'Remark') },
    { key: 'cost', type: 'currency', label: both('成本', 'Cost') },
  ],
}
const view = {
  kind: 'view',
  key: 'topBids',
  object: 'bid',
  type: 'table',
  label: both('重点商机', 'Top bids'),
  fields: ['subject', 'phone', 'amount', 'remark', 'cost'],
  filter: 'level = "A"',
  sort: ['-amount'],
}
/** Exports without remarks, which another grant lets read; phones in part; costs not at all. */
const sales = {
  kind: 'role',
  key: 'sales',
  label: both('销售', 'Sales'),
  grants: [
    {
      object: 'bid',
      actions: ['read', 'export'],
      otherFields: 'read',
      fields: [
        { field: 'cost', access: 'none' },
        { field: 'remark', access: 'none' },
        { field: 'phone', access: 'masked' },
      ],
    },
    { object: 'bid', actions: ['read'], otherFields: 'none', fields: [{ field: 'remark', access: 'read' }] },
  ],
}

beforeAll(async () => {
  const { admin, ids } = server()
  const changes = [bid, view, sales].map((document) => ({ op: 'put', document }))
  expect(await admin.post('/api/changes', { changes })).toMatchObject({ status: 201 })
  expect(await admin.patch(`/api/people/${ids.nobody}`, { roles: ['sales'] })).toMatchObject({ status: 200 })
  const bids = [
    { subject: '=1+1', level: 'A', amount: 10, phone: '13800001234', remark: '底价 8', cost: 4 },
    { subject: '屋顶光伏', level: 'A', amount: 2_500.5, phone: '13900005678', remark: '底价 9', cost: 5 },
    { subject: '小单', level: 'B', amount: 1, phone: '13700009999' },
  ]
  for (const one of bids) expect(await admin.post('/api/records/bid', one)).toMatchObject({ status: 201 })
})

async function downloaded(page: Page, start: () => Promise<void>): Promise<{ name: string; path: string }> {
  const coming: Promise<Download> = page.waitForEvent('download')
  await start()
  const file = await coming
  return { name: file.suggestedFilename(), path: await file.path() }
}

test('a view comes as Excel in two clicks, with what its reader may export, and as a CSV that is narrowed by hand', async () => {
  const { page, complaints } = await open('/a/all/o/bid/v/topBids', { as: 'nobody' })
  await page.getByText('屋顶光伏').first().waitFor()
  let clicks = 0
  const click = async (name: string): Promise<void> => {
    clicks += 1
    await page.locator(`[data-test="${name}"]:enabled`).first().click()
  }

  await click('export')
  await at(page, 'export-run').getByText('导出 2 条').waitFor()
  const labels = await page.locator('[data-column]').allTextContents()
  expect(labels.filter((text) => text.includes('成本'))).toEqual([])
  expect(await page.locator('[data-column="remark"] input').isDisabled()).toBe(true)
  await page.getByText('「内部备注」可以查看，但您的导出权限不包括这个字段。').waitFor()
  await at(page, 'export-in-part').getByText('“联系电话”').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  const excel = await downloaded(page, () => click('export-run'))
  expect(clicks).toBe(2)
  expect(excel.name).toMatch(/^商机-\d{4}-\d\d-\d\d\.xlsx$/)
  expect(await readSheet(excel.path)).toEqual([
    ['主题', '联系电话', '金额'],
    ['屋顶光伏', '139****5678', 2_500.5],
    ['=1+1', '138****1234', 10],
  ])
  await page.getByText('已导出 2 条记录：商机-').waitFor()
  expect(new URL(page.url()).search).toBe('')

  // What the reader typed counts too; a column more is remembered, and Back closes.
  await at(page, 'list-search').fill('屋顶')
  await page.getByText('=1+1').first().waitFor({ state: 'hidden' })
  await at(page, 'export').click()
  await at(page, 'export-run').getByText('导出 1 条').waitFor()
  await page.goBack()
  await at(page, 'export-sheet').waitFor({ state: 'detached' })
  await at(page, 'export').click()
  await at(page, 'export-csv').check()
  await page.locator('[data-column="level"] input').check()
  const csv = await downloaded(page, () => page.keyboard.press('Control+Enter'))
  expect(await readFile(csv.path, 'utf8')).toBe('\ufeff主题,联系电话,金额,等级\r\n屋顶光伏,139****5678,2500.5,A\r\n')
  await at(page, 'export').click()
  await page.locator('[data-column="level"] input:checked').waitFor()
  expect(await at(page, 'export-csv').isChecked()).toBe(true)

  // What may be read and not exported can narrow a list, not a file.
  const narrowed = new URLSearchParams({ filter: 'remark = "底价 8"', panel: 'export' })
  await page.goto(`${server().running.url}/a/all/o/bid?${narrowed.toString()}`)
  await at(page, 'export-unusable').getByText('列表的筛选用到了你可以查看、但不能导出的字段').waitFor()
  expect(complaints).toEqual([])
})

describe('the dialog', () => {
  test('exports what is ticked, and says what went wrong without losing the settings', async () => {
    const { page } = await open('/a/all/o/bid/v/~all', { as: 'admin', locale: 'en' })
    await page.getByRole('checkbox', { name: 'Select 小单' }).click()
    await at(page, 'bulk-export').click()
    await at(page, 'export-run').getByText('Export 1 record').waitFor()
    await page.route('**/api/exports', (route) => route.abort(), { times: 1 })
    await page.locator('[data-column="amount"] input').uncheck()
    await at(page, 'export-run').click()
    await at(page, 'export-failed').getByText('The server cannot be reached.').waitFor()
    const { name, path } = await downloaded(page, () => at(page, 'export-failed').getByRole('button').click())
    expect(name).toMatch(/^Bid-.*\.xlsx$/)
    const [heads, ...rows] = await readSheet(path)
    expect(heads).not.toContain('Amount')
    expect(rows.map(([subject]) => subject)).toEqual(['小单'])
  })

  test('shows a file on its way, which can be stopped, and goes on when the dialog is closed', async () => {
    const { page, complaints } = await open('/a/all/o/bid/v/~all?panel=export', { as: 'admin' })
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/api/exports', async (route) => {
      await held
      await route.continue().catch(() => undefined)
    })
    await at(page, 'export-run').getByText('导出 3 条').click()
    await at(page, 'export-progress').getByText('正在准备文件…').waitFor()
    await at(page, 'export-stop').click()
    await at(page, 'export-progress').waitFor({ state: 'detached' })
    expect(await at(page, 'export-failed').count()).toBe(0)

    await at(page, 'export-run').click()
    await at(page, 'export-progress').waitFor()
    await page.keyboard.press('Escape')
    await at(page, 'export-sheet').waitFor({ state: 'detached' })
    const { name } = await downloaded(page, async () => release())
    expect(name).toMatch(/^商机-/)
    await page.getByText('已导出 3 条记录').waitFor()
    expect(complaints).toEqual([])
  })

  test('is not offered without the right, and an address by hand says which one is missing', async () => {
    const { admin, ids } = server()
    const { page, complaints } = await open('/', { as: 'admin' })
    // As somebody else nothing leaves.
    await page.evaluate((key) => {
      sessionStorage.setItem('tessera.as', JSON.stringify({ kind: 'person', key, title: '新人', from: '/' }))
    }, ids.nobody)
    await page.goto(`${server().running.url}/a/all/o/bid?panel=export`)
    await at(page, 'export-simulated').getByText('模拟查看时不能导出').waitFor()

    const reader = { ...sales, grants: [{ object: 'bid', actions: ['read'], otherFields: 'read' }] }
    expect(await admin.post('/api/changes', { changes: [{ op: 'put', document: reader }] })).toMatchObject({
      status: 201,
    })
    const other = await open('/a/all/o/bid?panel=export', { as: 'nobody', size: phone, touch: true })
    await at(other.page, 'export-denied').getByText('缺少「商机」的「导出」权限。').waitFor()
    expect(await seriousFindings(other.page)).toEqual([])
    await other.page.getByRole('button', { name: '返回列表' }).click()
    await other.page.getByText('屋顶光伏').first().waitFor()
    expect(await at(other.page, 'export').count()).toBe(0)
    expect([...complaints, ...other.complaints]).toEqual([])
  })
})
