import { beforeAll, describe, expect, test } from '@jest/globals'
import { publishSales, make } from './support/sales-documents.js'
import { phone, useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()
const deals = '/a/all/o/deal'
let account = ''

beforeAll(async () => {
  await publishSales(server())
  account = await make(server(), 'account', { name: '北辰物流', note: '第一行备注' })
  for (const [index, name] of ['甲', '乙', '丙', '丁', '戊', '己'].entries())
    await make(server(), 'deal', { name: `${name}号商机`, account, stage: index % 2 === 0 ? 'open' : 'won' })
})

test('previous and next lead through the list a record was opened from, and the tab stays', async () => {
  const { page, complaints } = await open(`${deals}/v/~all`, { as: 'admin' })
  await page.getByRole('link', { name: '丙号商机' }).click()
  await page.getByRole('tab', { name: '变更' }).click()
  await page.locator('[data-test="next"]').click()
  await page.getByRole('heading', { name: '乙号商机' }).waitFor()
  expect(await page.getByRole('tab', { name: '变更' }).getAttribute('aria-selected')).toBe('true')

  await page.locator('[data-test="previous"]').click()
  await page.locator('[data-test="previous"]').click()
  await page.getByRole('heading', { name: '丁号商机' }).waitFor()
  expect(complaints).toEqual([])
})

test('a record opened without a list has neither previous nor next', async () => {
  const { page } = await open(`/a/all/o/account/r/${account}`, { as: 'admin' })
  await page.getByRole('heading', { name: '北辰物流' }).waitFor()

  expect(await page.locator('[data-test="next"]').count()).toBe(0)
})

test('a deleted record leads back to its list, and undo brings it back', async () => {
  const { page } = await open(`${deals}/v/wonDeals`, { as: 'admin' })
  await page.getByRole('link', { name: '己号商机' }).click()
  await page.locator('[data-test="more"]').click()
  await page.getByRole('menuitem', { name: '删除' }).click()
  await page.waitForURL(`**${deals}/v/wonDeals`)
  await page.getByRole('link', { name: '己号商机' }).waitFor({ state: 'detached' })

  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByRole('heading', { name: '己号商机' }).waitFor()
  const { body } = await server().admin.get('/api/records/deal?filter=' + encodeURIComponent('name = "己号商机"'))
  expect(body.records).toHaveLength(1)
})

describe('the header', () => {
  test('shows the key facts that were laid out', async () => {
    const { page } = await open(`${deals}/v/~all`, { as: 'admin' })
    await page.getByRole('link', { name: '甲号商机' }).click()

    const facts = page.locator('.record-fact:visible dt')
    await facts.first().waitFor()
    expect(await facts.allTextContents()).toEqual(['阶段', '来源'])
  })

  test('says on a phone whose record it is', async () => {
    const { page } = await open(`/a/all/o/account/r/${account}`, { as: 'admin', size: phone, touch: true })

    await page.locator('.record-fact', { hasText: '负责人' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  })
})
