import type { Page } from 'playwright-core'
import { everyHazard } from './every-hazard.js'
import { exportMoments } from './export-shots.js'
import { templateMoments } from './template-shots.js'

/** In which condition a screen is shown. */
export type State = 'filled' | 'empty' | 'loading' | 'error' | 'denied'

/** One screen in one state. */
export interface Shot {
  readonly name: string
  readonly state: State
  /** The address; `{customer}` and `{run}` stand for sample records. */
  readonly path: string
  /** What is done on the screen before the picture. */
  readonly act?: (page: Page) => Promise<void>
  /** Designers are for wide screens; on a phone their read-only view is one picture of its own. */
  readonly isWide?: boolean
  /** Not even the frame has its data: documents and the draft are missing too. */
  readonly isCold?: boolean
  /** It shows what the frame has loaded, and has nothing of its own to wait for. */
  readonly isReady?: boolean
  /** Nobody is signed in. */
  readonly isEntry?: boolean
  /** Taken in a workspace that has nothing yet. */
  readonly isBare?: boolean
  /** The screen comes into its state by what is done on it, as any person with all rights and a working server would see it. */
  readonly isByAct?: boolean
}

/** Where a screen is found; `names` stand for sample records. */
export function addressOf(url: string, { path }: Shot, names: Readonly<Record<string, string>>): string {
  return url + path.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? 'none')
}

const at = (page: Page, name: string) => page.locator(`[data-test="${name}"]`).first()
const press =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) {
      await page.keyboard.press(key)
      await page.waitForTimeout(250)
    }
  }
const click =
  (...names: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const name of names) {
      await at(page, name).click({ timeout: 5_000 })
      await page.waitForTimeout(400)
    }
  }

/** Holds a thing over another, as it is before one lets go. */
const drag =
  (what: string, over: string) =>
  async (page: Page): Promise<void> => {
    const [from, to] = [await page.locator(what).first().boundingBox(), await page.locator(over).first().boundingBox()]
    if (from === null || to === null) throw new Error(`${what} or ${over} is not to be seen`)
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
    await page.mouse.down()
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2 + 4, { steps: 12 })
    await page.waitForTimeout(300)
  }

/** Screens that hold data: each in five states. */
const screens: readonly (Omit<Shot, 'state'> & {
  /** Where it is empty; without it the screen is empty in a bare workspace, or the same as filled. */
  readonly emptyPath?: string
})[] = [
  { name: 'home', path: '/', isBare: true },
  { name: 'app', path: '/a/sales', isBare: true },
  { name: 'list', path: '/a/sales/o/customer', emptyPath: '/a/sales/o/contract' },
  { name: 'view', path: '/a/sales/o/customer/v/openDeals', emptyPath: '/a/sales/o/contract' },
  { name: 'form', path: '/a/sales/o/customer/new', emptyPath: '/a/sales/o/contract/new' },
  { name: 'edit', path: '/a/sales/o/customer/r/{customer}/edit' },
  { name: 'record', path: '/a/sales/o/customer/r/{customer}' },
  { name: 'related', path: '/a/sales/o/customer/r/{customer}/related' },
  { name: 'history', path: '/a/sales/o/customer/r/{customer}/history' },
  {
    name: 'merge',
    path: '/a/sales/o/customer/merge?ids={customer},{twin}',
    emptyPath: '/a/sales/o/customer/merge',
  },
  { name: 'tasks', path: '/tasks', isBare: true },
  { name: 'notifications', path: '/notifications', isBare: true },
  { name: 'me', path: '/me', isReady: true },
  { name: 'studio', path: '/studio', isBare: true },
  { name: 'fields', path: '/studio/o/customer/fields', emptyPath: '/studio/o/contract/fields', isReady: true },
  {
    name: 'layout',
    path: '/studio/o/customer/layout/customerForm',
    emptyPath: '/studio/o/contract/layout',
    isWide: true,
  },
  { name: 'stages', path: '/studio/o/customer/stages', emptyPath: '/studio/o/contract/stages', isWide: true },
  { name: 'model', path: '/studio/model', isWide: true, isBare: true },
  { name: 'flows', path: '/studio/flows', isBare: true },
  { name: 'flow', path: '/studio/flows/wonFollowUp', isWide: true, isReady: true },
  { name: 'runs', path: '/studio/flows/wonFollowUp/runs', emptyPath: '/studio/flows/tooCertain/runs' },
  { name: 'run', path: '/studio/flows/wonFollowUp/runs/{run}' },
  { name: 'org', path: '/studio/org', isBare: true },
  { name: 'roles', path: '/studio/roles', isBare: true, isReady: true },
  { name: 'role', path: '/studio/roles/everyone', isWide: true, isReady: true },
  { name: 'changes', path: '/studio/changes', isBare: true },
  { name: 'change', path: '/studio/changes/{revision}' },
  { name: 'templates', path: '/studio/templates' },
  { name: 'template', path: '/studio/templates/crm' },
  { name: 'template-installed', path: '/studio/templates/repairs' },
  { name: 'template-install', path: '/studio/templates/crm/install', emptyPath: '/studio/templates/repairs/install' },
  { name: 'template-upgrade', path: '/studio/templates/repairs/upgrade', emptyPath: '/studio/templates/crm/upgrade' },
  { name: 'template-pack', path: '/studio/templates/new', isBare: true },
  { name: 'secrets', path: '/studio/secrets', isBare: true },
  { name: 'audit', path: '/studio/audit', emptyPath: '/studio/audit?search=nothing-like-this' },
  { name: 'rich-list', path: '/a/all/o/inspection' },
  { name: 'rich-form', path: '/a/all/o/inspection/r/{inspection}/edit' },
  { name: 'rich-record', path: '/a/all/o/inspection/r/{inspection}' },
  { name: 'lines-form', path: '/a/all/o/quote/r/{quote}/edit', emptyPath: '/a/all/o/quote/new' },
  { name: 'lines-record', path: '/a/all/o/quote/r/{quote}' },
]

/** What opens over a screen, or a screen after a step on it: filled only. */
const moments: readonly Shot[] = [
  { name: 'cold-list', state: 'loading', path: '/a/sales/o/customer', isCold: true },
  { name: 'cold-list', state: 'error', path: '/a/sales/o/customer', isCold: true },
  { name: 'cold-studio', state: 'loading', path: '/studio', isCold: true },
  { name: 'cold-studio', state: 'error', path: '/studio', isCold: true },
  { name: 'login', state: 'filled', path: '/login', isEntry: true },
  {
    name: 'login-wrong',
    state: 'error',
    isByAct: true,
    path: '/login',
    isEntry: true,
    act: async (page) => {
      await page.locator('input[type="email"]').fill('nobody@example.org')
      await page.locator('input[type="password"]').fill('wrong')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').waitFor()
    },
  },
  { name: 'missing', state: 'filled', path: '/no/such/page' },
  { name: 'forbidden', state: 'filled', path: '/403' },
  {
    name: 'missing-record',
    state: 'denied',
    isByAct: true,
    path: '/a/sales/o/customer/r/00000000-0000-7000-8000-000000000000',
  },
  {
    name: 'list-no-match',
    state: 'empty',
    path: '/a/sales/o/customer',
    act: async (page) => {
      await page.getByRole('searchbox').first().fill('没有这样的客户')
      await page.waitForTimeout(900)
    },
  },
  {
    name: 'list-selected',
    state: 'filled',
    path: '/a/sales/o/customer',
    act: async (page) => {
      await page.locator('[role="gridcell"] input[type="checkbox"], [role="gridcell"] [role="checkbox"]').nth(1).click()
      await page.waitForTimeout(300)
    },
    isWide: true,
  },
  { name: 'list-filter', state: 'filled', path: '/a/sales/o/customer', act: press('f') },
  {
    name: 'form-refused',
    state: 'error',
    isByAct: true,
    path: '/a/sales/o/customer/new',
    act: async (page) => {
      await page.keyboard.press('Tab')
      await press('Control+Enter')(page)
    },
  },
  {
    name: 'form-duplicate',
    state: 'filled',
    path: '/a/sales/o/customer/new',
    act: async (page) => {
      await page.locator('[data-field="name"] input').first().fill('杭州市精工机械')
      await page.locator('[data-field="email"] input').first().fill('contact0@example.com')
      await at(page, 'likely-email').waitFor()
      await page.waitForTimeout(300)
    },
  },
  { name: 'record-path', state: 'filled', path: '/a/sales/o/customer/r/{open}' },
  { name: 'stage-move', state: 'filled', path: '/a/sales/o/customer/r/{open}?panel=stage:sales.lost' },
  { name: 'bell', state: 'filled', path: '/', act: click('bell') },
  { name: 'new-module', state: 'filled', path: '/studio?panel=new-object' },
  { name: 'org-person', state: 'filled', path: '/studio/org?panel=person:{person}' },
  { name: 'org-leaving', state: 'filled', path: '/studio/org?panel=deactivate:{person}' },
  { name: 'org-department', state: 'filled', path: '/studio/org?panel=department' },
  {
    name: 'org-paste',
    state: 'filled',
    path: '/studio/org?panel=paste',
    act: async (page) => {
      await at(page, 'example-people').click({ timeout: 5_000 })
      await at(page, 'checked-people').waitFor()
      await page.waitForTimeout(300)
    },
  },
  { name: 'publish', state: 'filled', path: '/studio/o/customer/fields', act: changeAndPublish, isWide: true },
  { name: 'usage', state: 'filled', path: '/studio/o/customer/fields?panel=usage:object:customer' },
  { name: 'undo', state: 'filled', path: '/studio/changes/{revision}', act: click('undo-revision'), isWide: true },
  {
    name: 'recipe',
    state: 'filled',
    path: '/studio/flows',
    act: click('new-flow', 'recipe-becomesTask'),
    isWide: true,
  },
  {
    name: 'flow-node',
    state: 'filled',
    path: '/studio/flows/wonFollowUp',
    act: async (page) => {
      await page.locator('[data-node="tell"] .flow-node-body').click({ timeout: 8_000 })
      await page.waitForTimeout(400)
    },
    isWide: true,
  },
  { name: 'flow-list', state: 'filled', path: '/studio/flows/wonFollowUp', act: click('mode-list'), isWide: true },
  {
    name: 'flow-test',
    state: 'filled',
    path: '/studio/flows/wonFollowUp',
    act: click('open-test', 'test-run'),
    isWide: true,
  },
  { name: 'field-panel', state: 'filled', path: '/studio/o/customer/fields', act: click('row-stage'), isWide: true },
  {
    name: 'layout-drag',
    state: 'filled',
    path: '/studio/o/customer/layout/customerForm',
    act: drag('[data-test="item-email"]', '[data-test="item-amount"]'),
    isWide: true,
  },
  {
    name: 'flow-drag',
    state: 'filled',
    path: '/studio/flows/wonFollowUp',
    act: drag('[data-node="later"]', '[data-slot^="isLarge"]'),
    isWide: true,
  },
  {
    name: 'layout-item',
    state: 'filled',
    path: '/studio/o/customer/layout/customerForm',
    act: async (page) => {
      await at(page, 'canvas')
        .getByText(/签约日期|Signed on/)
        .first()
        .click()
      await page.waitForTimeout(400)
    },
    isWide: true,
  },
]

/** Values that a conversion left behind, and a conversion that goes on: states that pass too quickly to be met otherwise. */
const conversions: readonly Shot[] = [
  { name: 'waiting', state: 'filled', act: waiting('price') },
  { name: 'waiting-lookup', state: 'filled', act: waiting('company') },
  {
    name: 'waiting',
    state: 'loading',
    act: async (page: Page) => {
      await page.route(/\/api\/conversions\/oldOffer\//, () => undefined)
      await waiting('price')(page)
    },
  },
  {
    name: 'waiting',
    state: 'error',
    act: async (page: Page) => {
      await page.route(/\/api\/conversions\/oldOffer\//, (route) => route.fulfill({ status: 500, body: '' }))
      await waiting('price')(page)
    },
  },
  { name: 'converting', state: 'filled', act: converting({ state: 'running', done: 620_000, total: 1_000_000 }) },
  { name: 'converting', state: 'error', act: converting({ state: 'aborted', done: 620_000, total: 1_000_000 }) },
].map((shot) => ({
  ...shot,
  state: shot.state as State,
  path: '/studio/o/oldOffer/fields',
  isByAct: true,
  isWide: true,
}))

function waiting(field: string) {
  return async (page: Page): Promise<void> => {
    await at(page, `waiting-${field}`).getByRole('button').click({ timeout: 8_000 })
    await page.waitForTimeout(800)
  }
}

/** The publish dialog with every hazard there is, on a screen that is high enough for them. */
const hazards: Shot = {
  name: 'hazards',
  state: 'filled',
  path: '/studio/o/customer/fields',
  isByAct: true,
  isWide: true,
  act: async (page) => {
    const locale = (await page.evaluate(() => document.documentElement.lang)) === 'en' ? 'en' : 'zh-CN'
    const plan = { base: 1, steps: [], usages: [], hazards: everyHazard(locale) }
    await page.route(/\/api\/changes\/plan/, (route) => route.fulfill({ json: plan }))
    await page.setViewportSize({ width: 1440, height: 2_400 })
    await changeAndPublish(page)
    await page.locator('.hazard-item').first().waitFor()
  },
}

/** As the tab that published finds it again after a reload, and how it goes on. */
function converting(job: object) {
  return async (page: Page): Promise<void> => {
    const first = {
      id: 'sample',
      kind: 'prepare',
      startedAt: null,
      finishedAt: null,
      state: 'running',
      done: 0,
      total: 1,
    }
    let answer: object = first
    await page.route(/\/api\/jobs\/sample/, (route) => route.fulfill({ json: answer }))
    await page.evaluate(() => {
      sessionStorage.setItem('tessera.converting', JSON.stringify({ job: 'sample', modules: ['oldOffer'], version: 1 }))
    })
    await page.reload()
    await at(page, 'publish').click({ timeout: 8_000 })
    await at(page, 'converting').waitFor()
    answer = { ...first, ...job }
    await page.waitForTimeout(2_500)
  }
}

async function changeAndPublish(page: Page): Promise<void> {
  // The draft is kept on the server: an earlier picture may have taken the field away already.
  if ((await at(page, 'row-website').count()) > 0) {
    await at(page, 'row-website')
      .getByText(/网址|Website/)
      .first()
      .click()
    await page.getByRole('button', { name: /^(删除字段|Delete field)$/ }).click()
    await page.waitForTimeout(1_000)
    const sure = page.getByRole('dialog').getByRole('button', { name: /删除|回收站|Delete|bin/i })
    if ((await sure.count()) > 0) await sure.last().click()
  }
  await page.locator('[data-test="publish"]:enabled').click({ timeout: 8_000 })
  await at(page, 'publish-sheet').waitFor()
  await page.waitForTimeout(1_000)
}

/** Every picture: screens in five states, and the moments on them. */
export function shots(): readonly Shot[] {
  const inStates = screens.flatMap(({ emptyPath, isBare = false, ...screen }): Shot[] => [
    { ...screen, state: 'filled' },
    { ...screen, path: emptyPath ?? screen.path, state: 'empty', isBare },
    { ...screen, state: 'loading' },
    { ...screen, state: 'error' },
    { ...screen, state: 'denied' },
  ])
  return [...inStates, ...moments, ...exportMoments, ...templateMoments, ...conversions, hazards]
}

/** Until the screen stands: its skeleton when it loads, else the end of every skeleton; then a rest in ms for what glides. */
export async function settle(page: Page, shot: Shot, rest = 500): Promise<void> {
  const busy = page.locator('[aria-busy="true"]')
  const anything = page.locator('h1, h2, [role="heading"], [aria-busy="true"]').filter({ visible: true })
  await anything.first().waitFor({ timeout: 15_000 })
  if (shot.state === 'loading' && shot.isByAct !== true && shot.isReady !== true)
    await busy.first().waitFor({ timeout: 5_000 })
  else
    await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null, null, { timeout: 15_000 })
  await page.waitForTimeout(rest)
}
