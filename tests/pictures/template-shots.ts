import type { Page, Route } from 'playwright-core'
import { repairTemplate } from '../browser/support/repair-template.js'
import type { Shot } from './shots.js'

const at = (page: Page, name: string) => page.locator(`[data-test="${name}"]`).first()

/** What opens over the screens of templates, and states that only their own answers bring about. */
export const templateMoments: readonly Shot[] = [
  {
    name: 'templates-none',
    state: 'empty',
    isByAct: true,
    path: '/studio/templates',
    act: market((route) => route.fulfill({ json: { templates: [] } })),
  },
  { name: 'templates-slow', state: 'loading', isByAct: true, path: '/studio/templates', act: market(() => undefined) },
  {
    name: 'templates-down',
    state: 'error',
    isByAct: true,
    path: '/studio/templates',
    act: market((route) => route.fulfill({ status: 500, json: { code: 'internal', detail: '服务器出错。' } })),
  },
  {
    name: 'template-refused',
    state: 'error',
    isByAct: true,
    path: '/studio/templates?panel=upload',
    act: async (page) => {
      const pack = repairTemplate('1.0.0')
      const documents = pack.documents.map((one) =>
        one.kind === 'view' ? { ...one, filter: 'device.levle = "a"' } : one,
      )
      const data = [{ object: 'repair', csv: 'subject,device\n漏气,d9\n' }]
      const buffer = Buffer.from(JSON.stringify({ ...pack, documents, data }))
      const file = { name: 'repairs-1.0.0.json', mimeType: 'application/json', buffer }
      await at(page, 'template-file').setInputFiles(file)
      await at(page, 'upload-refused').waitFor()
      await page.waitForTimeout(300)
    },
  },
  {
    name: 'template-scenarios',
    state: 'filled',
    isByAct: true,
    path: '/studio/templates/repairs',
    act: async (page) => {
      await at(page, 'run-scenarios').click()
      await at(page, 'scenario-summary').waitFor({ timeout: 60_000 })
      await at(page, 'scenario-summary').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'template-scenarios-failed',
    state: 'error',
    isByAct: true,
    path: '/studio/templates/repairs',
    act: async (page) => {
      const message = { 'zh-CN': '应有 1 条，实际有 2 条。', en: '1 record was expected, there are 2.' }
      const results = [{ key: 'repair-of-a-device', passed: false, ms: 184, failure: { step: 2, message } }]
      await page.route(/\/repairs\/scenarios$/, (route) => route.fulfill({ json: { results } }))
      await at(page, 'run-scenarios').click()
      await at(page, 'scenario-summary').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'template-uninstall',
    state: 'filled',
    path: '/studio/templates/repairs?panel=uninstall',
    act: (page) => at(page, 'uninstall-sheet').getByRole('table').waitFor(),
  },
  {
    name: 'template-decided',
    state: 'filled',
    path: '/studio/templates/repairs/upgrade',
    act: async (page) => {
      await at(page, 'all-theirs').click()
      await page.locator('[data-test="upgrade-now"]:enabled').waitFor()
    },
  },
  {
    name: 'template-upgraded',
    state: 'filled',
    isByAct: true,
    path: '/studio/templates/repairs/upgrade',
    act: async (page) => {
      const made = { revision: 12, plan: { conflicts: [] } }
      await page.route(/\/repairs\/upgrade$/, (route) =>
        route.request().method() === 'POST' ? route.fulfill({ status: 201, json: made }) : route.continue(),
      )
      await at(page, 'all-mine').click()
      await page.locator('[data-test="upgrade-now"]:enabled').click()
      await at(page, 'upgraded').waitFor()
    },
  },
  {
    name: 'template-pack-missing',
    state: 'error',
    isByAct: true,
    path: '/studio/templates/new',
    act: async (page) => {
      await at(page, 'pack-object/visit').check()
      await at(page, 'check-pack').click()
      await page.waitForTimeout(300)
    },
  },
  {
    name: 'template-pack-ready',
    state: 'filled',
    path: '/studio/templates/new',
    act: async (page) => {
      await at(page, 'pack-object/visit').check()
      await at(page, 'pack-titleZh').fill('客户拜访')
      await at(page, 'pack-summaryZh').fill('拜访记录和它所属的客户。')
      await at(page, 'pack-key').fill('visits')
      await at(page, 'check-pack').click()
      await at(page, 'pack-clean').waitFor()
    },
  },
  { name: 'first-start', state: 'filled', isBare: true, path: '/', act: (page) => at(page, 'offer').waitFor() },
  {
    name: 'studio-first-start',
    state: 'filled',
    isBare: true,
    path: '/studio',
    act: (page) => at(page, 'offer').waitFor(),
  },
  {
    name: 'template-running',
    state: 'loading',
    isByAct: true,
    path: '/studio/templates/crm/install',
    act: async (page) => {
      const job = { id: 'sample', kind: 'sample', state: 'running', done: 2_140, total: 6_020 }
      const made = { revision: 12, plan: { taken: [] }, job: 'sample' }
      await page.route(/\/crm\/install$/, (route) => route.fulfill({ status: 201, json: made }))
      await page.route(/\/api\/jobs\/sample/, (route) =>
        route.fulfill({ json: { ...job, startedAt: null, finishedAt: null } }),
      )
      await page.locator('[data-test="install-now"]:enabled').click({ timeout: 15_000 })
      await page.waitForTimeout(3_200)
    },
  },
]

/** The market as a server shows it that answers as said. */
function market(answer: (route: Route) => Promise<void> | undefined) {
  return async (page: Page): Promise<void> => {
    await page.route(/\/api\/templates$/, answer)
    await page.reload()
    await page.waitForTimeout(1_500)
  }
}
