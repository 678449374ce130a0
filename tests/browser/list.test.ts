import { beforeAll, describe, expect, test } from '@jest/globals'
import { publishSales, make } from './support/sales-documents.js'
import { phone, useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()
const deals = '/a/all/o/deal'
const longNote = '这是一段很长的备注，'.repeat(20)
let account = ''

beforeAll(async () => {
  await publishSales(server())
})

test('an empty list shows a record as soon as somebody else makes it', async () => {
  const { page } = await open('/a/all/o/account', { as: 'admin' })
  await page.locator('[data-test="empty"]').waitFor()
  account = await make(server(), 'account', { name: '北辰物流', note: longNote })

  await page.getByRole('link', { name: '北辰物流' }).waitFor()
})

test('a list shows what was made between its first reading and the opening of the stream of events', async () => {
  const { page } = await open('/a/all/o/account', { as: 'admin' })
  await page.getByRole('link', { name: '北辰物流' }).waitFor()
  let openStream = (): void => undefined
  const held = new Promise<void>((resolve) => (openStream = resolve))
  await page.route('**/api/events*', async (route) => {
    await held
    await route.continue()
  })
  await page.reload()
  await page.getByRole('link', { name: '北辰物流' }).waitFor()
  await make(server(), 'account', { name: '南屿电机' })
  openStream()

  await page.getByText('1 条新记录').waitFor()
})

test('a condition that no sentence of filters covers is said in plain words', async () => {
  const filter = encodeURIComponent('not (stage in ["won"]) and createdAt >= STARTOF(NOW(), "month")')
  const { page, complaints } = await open(`${deals}?filter=${filter}`, { as: 'admin' })

  const chips = page.locator('[data-test="filter-formula"]')
  await chips.getByText('阶段不是以下任何一个：赢单').waitFor()
  await chips.getByText('创建时间不早于本月第一天').waitFor()
  expect(complaints).toEqual([])
})

describe('all records of a related list', () => {
  beforeAll(async () => {
    for (let n = 1; n <= 6; n += 1) {
      await make(server(), 'deal', { name: `商机 ${n}`, account, stage: n === 1 ? 'won' : 'open', source: '展会' })
    }
    await make(server(), 'deal', { name: '别家的商机', stage: 'won' })
  })

  test('stand in the list under a sentence that can be removed, also after coming back', async () => {
    const { page, complaints } = await open(`/a/all/o/account/r/${account}`, { as: 'admin' })
    await page.getByRole('link', { name: '查看全部 6 条' }).click()
    await page.getByRole('link', { name: '商机 6' }).waitFor()
    await page.getByText('北辰物流').first().waitFor()
    expect(await page.getByRole('link', { name: '别家的商机' }).count()).toBe(0)

    await page.getByRole('link', { name: '商机 3' }).click()
    await page.getByRole('heading', { name: '商机 3' }).waitFor()
    await page.goBack()
    await page.getByRole('link', { name: '商机 6' }).waitFor()
    expect(await page.getByRole('link', { name: '别家的商机' }).count()).toBe(0)

    await page.getByRole('button', { name: '移除条件：所属客户' }).click()
    await page.getByRole('link', { name: '别家的商机' }).waitFor()
    expect(new URL(page.url()).search).toBe('')
    expect(complaints).toEqual([])
  })
})

test('a text that is cut in a column over a lookup is whole on hover', async () => {
  const { page } = await open(`${deals}/v/wonDeals`, { as: 'admin' })
  const cell = page.getByRole('gridcell', { name: longNote.slice(0, 8) })
  await cell.hover()

  await page.waitForFunction((element) => (element as HTMLElement).title !== '', await cell.elementHandle())
  expect(await cell.getAttribute('title')).toBe(longNote)
})

test('rows are as wide as the grid where the columns are narrower', async () => {
  const { page } = await open(`${deals}/v/wonDeals`, { as: 'admin' })
  await page.getByRole('link', { name: '商机 1' }).waitFor()
  const widths = await page.evaluate(() =>
    ['.grid', '.grid-row', '.grid-head'].map((name) => document.querySelector(name)?.clientWidth),
  )

  expect(new Set(widths).size).toBe(1)
})

test('a view that cannot be put back says why', async () => {
  const { page } = await open(`${deals}/v/~all`, { as: 'admin' })
  await page.getByRole('button', { name: '视图操作' }).click()
  await page.locator('[data-test="view-share"]').click()
  await page.locator('[data-test="view-name"]').fill('只看一眼')
  await page.locator('[data-test="view-save"]').click()
  await page.getByRole('link', { name: '只看一眼' }).waitFor()
  await page.getByRole('button', { name: '视图操作' }).click()
  await page.getByRole('button', { name: '删除视图' }).click()
  await page.route('**/api/changes/*/undo', (route) =>
    route.fulfill({ status: 409, json: { code: 'change.conflict', title: 'x', detail: '有人刚改过它。' } }),
  )
  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByText('视图没能恢复。 有人刚改过它。').waitFor()
})

test('warnings of a publish are asked about, and then accepted by name', async () => {
  const { page } = await open(`${deals}/v/~all`, { as: 'admin' })
  const accepted: unknown[] = []
  await page.route('**/api/changes', async (route) => {
    const { accept } = route.request().postDataJSON() as { accept?: readonly string[] }
    if (accept !== undefined) {
      accepted.push(accept)
      return route.continue()
    }
    const hazards = [{ id: 'x:y', severity: 'warn', message: '有两位同事正在用它。', rows: 0, samples: [] }]
    return route.fulfill({ status: 422, json: { code: 'schema.hazards', detail: '请先确认。', plan: { hazards } } })
  })
  await page.getByRole('button', { name: '视图操作' }).click()
  await page.locator('[data-test="view-share"]').click()
  await page.locator('[data-test="view-name"]').fill('有后果的')
  await page.locator('[data-test="view-save"]').click()
  await page.getByText('有两位同事正在用它。').waitFor()
  await page.locator('[data-test="confirm"]').click()

  await page.getByRole('link', { name: '有后果的' }).waitFor()
  expect(accepted).toEqual([['x:y']])
})

describe('on a phone', () => {
  test('cards show the key facts that were laid out, though they are no columns of the view', async () => {
    const { page } = await open(`${deals}/v/wonDeals`, { as: 'admin', size: phone, touch: true })
    const card = page.locator('[data-test="cards"] li', { hasText: '商机 1' })
    await card.waitFor()

    await card.getByText('来源 展会').waitFor()
    expect(await card.textContent()).toContain('赢单')
  })

  test('the sheet of filter and order is called so', async () => {
    const { page } = await open(`${deals}/v/~all`, { as: 'admin', size: phone, touch: true })
    await page.locator('[data-test="filter"]').click()

    await page.getByRole('dialog', { name: '筛选与排序' }).waitFor()
  })
})

test('a language that is chosen is kept with the person, so that notices follow', async () => {
  const { page } = await open('/me', { as: 'admin' })
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH')
  await page.getByText('English', { exact: true }).click()
  await page.getByRole('heading', { name: 'Preferences' }).waitFor()
  await kept
  const { body } = await server().admin.get('/api/me')
  expect(body.user).toMatchObject({ locale: 'en' })

  await page.getByText('中文', { exact: true }).click()
  await page.getByRole('heading', { name: '个人设置' }).waitFor()
})
