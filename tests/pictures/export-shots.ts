import type { ExportPreview } from '@tessera/metadata'
import type { Page, Route } from 'playwright-core'
import type { Shot } from './shots.js'

const at = (page: Page, name: string) => page.locator(`[data-test="${name}"]`).first()
const list = '/a/sales/o/customer'

/** Answers one request of the dialog in the server's place, and opens it again. */
const answering =
  (address: RegExp, answer: (route: Route) => unknown, then: (page: Page) => Promise<void> = async () => undefined) =>
  async (page: Page): Promise<void> => {
    await page.route(address, async (route) => void (await answer(route)), { times: 1 })
    await page.reload()
    await at(page, 'export-sheet').waitFor()
    await then(page)
    await page.waitForTimeout(500)
  }

/** What the server says, changed. */
const previewed = (change: (preview: ExportPreview) => object) => async (route: Route) => {
  const answer = await route.fetch()
  await route.fulfill({ response: answer, json: change((await answer.json()) as ExportPreview) })
}

const run = async (page: Page): Promise<void> => {
  await page.locator('[data-test="export-run"]:enabled').click({ timeout: 8_000 })
}

const isPreview = /\/api\/exports\/preview$/
const isFile = /\/api\/exports$/

/** The export dialog, in every state it has. */
export const exportMoments: readonly Shot[] = [
  { name: 'export', state: 'filled', path: `${list}?panel=export` },
  { name: 'export-view', state: 'filled', path: `${list}/v/openDeals?panel=export` },
  {
    name: 'export-selected',
    state: 'filled',
    path: list,
    isWide: true,
    act: async (page) => {
      for (const n of [1, 2, 3])
        await page
          .locator('[role="gridcell"] input[type="checkbox"], [role="gridcell"] [role="checkbox"]')
          .nth(n)
          .click()
      await at(page, 'bulk-export').click({ timeout: 5_000 })
      await page.locator('[data-test="export-run"]:enabled').waitFor({ timeout: 8_000 })
      await page.waitForTimeout(300)
    },
  },
  {
    name: 'export-csv',
    state: 'filled',
    path: `${list}?panel=export`,
    act: async (page) => {
      await at(page, 'export-csv').check({ timeout: 8_000 })
      await at(page, 'export-machines').check()
    },
  },
  { name: 'export-lines', state: 'filled', path: '/a/all/o/quote?panel=export' },
  { name: 'export', state: 'empty', path: '/a/sales/o/contract?panel=export' },
  {
    name: 'export',
    state: 'loading',
    isByAct: true,
    path: `${list}?panel=export`,
    act: answering(isPreview, () => undefined),
  },
  {
    name: 'export',
    state: 'error',
    isByAct: true,
    path: `${list}?panel=export`,
    act: answering(isPreview, (route) =>
      route.fulfill({ status: 500, json: { code: 'internal', detail: '服务器出错。' } }),
    ),
  },
  {
    name: 'export',
    state: 'denied',
    isByAct: true,
    path: `${list}?panel=export`,
    act: answering(isPreview, (route) => route.fulfill({ status: 403, json: { code: 'access.denied' } })),
  },
  {
    name: 'export-masked',
    state: 'filled',
    isByAct: true,
    path: `${list}/v/openDeals?panel=export`,
    act: answering(
      isPreview,
      previewed((preview) => ({ ...preview, fields: preview.fields.map(guarded) })),
    ),
  },
  {
    name: 'export-large',
    state: 'filled',
    isByAct: true,
    path: `${list}?panel=export`,
    act: answering(
      isPreview,
      previewed((preview) => ({ ...preview, count: preview.max.xlsx + 34_120 })),
    ),
  },
  {
    name: 'export-running',
    state: 'loading',
    isByAct: true,
    path: `${list}?panel=export`,
    act: answering(isFile, () => undefined, run),
  },
  {
    name: 'export-failed',
    state: 'error',
    isByAct: true,
    path: `${list}?panel=export`,
    act: answering(isFile, (route) => route.abort(), run),
  },
]

/** A few fields as somebody with less rights has them. */
function guarded(column: ExportPreview['fields'][number]): ExportPreview['fields'][number] {
  if (column.field === 'level') return { ...column, access: 'masked', reason: '只能看到一部分。' }
  if (column.field === 'amount') return { ...column, access: 'mixed', reason: '部分记录里只能看到一部分。' }
  return column.field === 'phone' ? { ...column, access: 'withheld', reason: '可以查看，但没有导出它的权限。' } : column
}
