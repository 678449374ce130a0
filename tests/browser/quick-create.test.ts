import { beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { seriousFindings } from './support/axe.js'
import { publishSales, make } from './support/sales-documents.js'
import { phone, useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()
let account = ''
const accountPage = (): string => `/a/all/o/account/r/${account}`
const newDeal = (page: Page) => page.locator('[data-test="related-deal-account"] [data-test="related-new"]')
const sheet = (page: Page) => page.locator('[data-test="quick-create"]')

async function dealsNamed(name: string): Promise<unknown> {
  const filter = encodeURIComponent(`name = ${JSON.stringify(name)}`)
  return (await server().admin.get(`/api/records/deal?filter=${filter}`)).body.records
}

beforeAll(async () => {
  await publishSales(server())
  account = await make(server(), 'account', { name: '北辰物流' })
})

describe('a new record from a related list', () => {
  test('belongs to the record on the page, and keeps what was typed when more fields are asked for', async () => {
    const { page, complaints } = await open(accountPage(), { as: 'admin' })
    await newDeal(page).click()
    await sheet(page).getByLabel('名称').fill('从卡片新建')
    expect(await sheet(page).getByLabel('来源').count()).toBe(0)
    await sheet(page).locator('[data-test="more-fields"]').click()
    await sheet(page).getByLabel('来源').fill('展会')
    await page.keyboard.press('Control+Enter')

    await page.locator('[data-test="related-deal-account"]').getByText('从卡片新建').waitFor()
    expect(await sheet(page).count()).toBe(0)
    expect(await dealsNamed('从卡片新建')).toMatchObject([{ account: { id: account }, source: '展会' }])
    expect(complaints).toEqual([])
  })

  test('is left by Back, and what was typed is there when it is opened again', async () => {
    const { page } = await open(accountPage(), { as: 'admin' })
    await newDeal(page).click()
    await sheet(page).getByLabel('名称').fill('写到一半')
    expect(page.url()).toContain('panel=new:deal')
    await page.goBack()
    await sheet(page).waitFor({ state: 'detached' })
    expect(page.url()).not.toContain('panel')

    await newDeal(page).click()
    await sheet(page).locator('[data-test="draft-restored"]').waitFor()
    expect(await sheet(page).getByLabel('名称').inputValue()).toBe('写到一半')
  })

  test('can be followed by another, or be opened', async () => {
    const { page } = await open(accountPage(), { as: 'admin' })
    await newDeal(page).click()
    await sheet(page).getByLabel('名称').fill('第一个')
    await sheet(page).locator('[data-test="save-new"]').click()
    await page.getByText('已保存「第一个」').waitFor()
    expect(await sheet(page).getByLabel('名称').inputValue()).toBe('')

    await sheet(page).getByLabel('名称').fill('第二个')
    await sheet(page).locator('[data-test="save-open"]').click()
    await page.getByRole('heading', { name: '第二个' }).waitFor()
    expect(await dealsNamed('第二个')).toMatchObject([{ account: { id: account } }])
    await page.goBack()
    await page.getByRole('heading', { name: '北辰物流' }).waitFor()
  })

  test('says what is missing, at its field', async () => {
    const { page } = await open(accountPage(), { as: 'admin' })
    await newDeal(page).click()
    await sheet(page).getByLabel('名称').waitFor()
    await sheet(page).locator('[data-test="save"]').click()

    await sheet(page).locator('[data-test="error-summary"]').waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })
})

test('a record that a lookup lacks is made on the way and chosen there, and the form below is as it was', async () => {
  const { page, complaints } = await open('/a/all/o/deal/new', { as: 'admin' })
  await page.getByLabel('名称').fill('给新客户')
  await page.getByRole('combobox', { name: '所属客户' }).fill('青禾科技')
  await page.getByRole('option', { name: '新建「青禾科技」' }).click()
  expect(await sheet(page).getByLabel('名称').inputValue()).toBe('青禾科技')
  await page.keyboard.press('Control+Enter')
  await sheet(page).waitFor({ state: 'detached' })

  expect(await page.getByRole('combobox', { name: '所属客户' }).inputValue()).toBe('青禾科技')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: '给新客户' }).waitFor()
  expect(await dealsNamed('给新客户')).toMatchObject([{ account: { title: '青禾科技' } }])
  expect(complaints).toEqual([])
})

test('that there is such a record already is said while one types', async () => {
  const { page } = await open('/?panel=new:account', { as: 'admin' })
  await sheet(page).getByLabel('名称').fill('北辰物流')
  await sheet(page).locator('[data-test="duplicate"]').getByRole('link', { name: '北辰物流' }).waitFor()

  await sheet(page).getByLabel('名称').fill('北辰物流二部')
  await sheet(page).locator('[data-test="duplicate"]').waitFor({ state: 'detached' })
})

test('an address that asks for a module one may not write explains itself', async () => {
  const { page } = await open('/?panel=new:account', { as: 'nobody' })

  await sheet(page).getByText('不能在这里新建').waitFor()
})

test('on a phone the sheet fits and does not call the keyboard by itself', async () => {
  const { page } = await open(`${accountPage()}?panel=new:deal`, { as: 'admin', size: phone, touch: true })
  await sheet(page).getByLabel('名称').waitFor()

  expect(await page.evaluate(() => document.activeElement?.matches('input, textarea'))).toBe(false)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})
