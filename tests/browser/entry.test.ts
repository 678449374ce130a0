import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { administrator, nobody } from '../api/support/use-server.js'
import { seriousFindings } from './support/axe.js'
import { phone, useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

describe('signing in', () => {
  test('leads where the person wanted to go', async () => {
    const { page, complaints } = await open('/tasks')
    await page.getByLabel('邮箱').fill(administrator.email)
    await page.getByLabel('密码', { exact: true }).fill(administrator.password)
    await page.getByRole('button', { name: '登录' }).click()

    await page.getByRole('heading', { name: '我的任务' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/tasks')
    expect(complaints).toEqual([])
  })

  test('with a wrong password keeps the account name, says what is wrong and puts the cursor into the password', async () => {
    const { page } = await open('/login')
    await page.getByLabel('邮箱').fill(administrator.email)
    await page.getByLabel('密码', { exact: true }).fill('wrong')
    await page.keyboard.press('Enter')

    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel('邮箱').inputValue()).toBe(administrator.email)
    expect(await page.getByLabel('密码', { exact: true }).evaluate((input) => input === document.activeElement)).toBe(
      true,
    )
  })

  test('never follows an address of another site', async () => {
    const { page, url } = await open('/login?next=//example.org/')
    await page.getByLabel('邮箱').fill(administrator.email)
    await page.getByLabel('密码', { exact: true }).fill(administrator.password)
    await page.getByRole('button', { name: '登录' }).click()

    await page.getByRole('link', { name: '工作台' }).first().waitFor()
    expect(page.url()).toBe(`${url}/`)
  })

  test('changes its language on the spot', async () => {
    const { page } = await open('/login')
    await page.getByRole('button', { name: 'English' }).click()

    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  })
})

test('a session that ends is renewed over the screen, and what was typed is still there', async () => {
  const { page, context } = await open('/tasks', { as: 'admin' })
  await page.getByLabel('新任务').fill('给客户回电话')
  await context.clearCookies()
  await page.keyboard.press('Enter')

  const again = page.getByRole('dialog', { name: '登录已过期' })
  await again.waitFor()
  expect(await again.getByLabel('邮箱').inputValue()).toBe(administrator.email)
  await again.getByLabel('密码', { exact: true }).fill(administrator.password)
  await page.keyboard.press('Enter')

  await page.getByRole('link', { name: '给客户回电话' }).waitFor()
})

test('a person without roles reads what is missing and whom to ask, and sees no names', async () => {
  const { page, complaints } = await open('/', { as: 'nobody' })
  await page.getByRole('heading', { name: '你还看不到任何模块' }).waitFor()
  expect(await page.getByRole('link', { name: '设计' }).count()).toBe(0)

  await page.goto(`${server().running.url}/studio`)
  await page.getByRole('heading', { name: '你不能打开这里' }).waitFor()
  await page.goto(`${server().running.url}/tasks`)
  await page.getByText('看不到任务').waitFor()
  expect(await page.content()).not.toContain(nobody.password)
  expect(complaints).toEqual([])
})

test('an unknown address leads back with one click', async () => {
  const { page } = await open('/no/such/page', { as: 'admin' })
  await page.getByRole('heading', { name: '没有这个页面' }).waitFor()
  await page.getByRole('main').getByRole('link', { name: '回到工作台' }).click()

  await page.getByText('今天要做').waitFor()
})

const pages = ['/', '/tasks', '/notifications', '/me', '/no/such/page']

test.each(['light', 'dark'] as const)('no page has a serious finding of axe in %s', async (scheme) => {
  const entry = await open('/login', { scheme })
  await entry.page.getByRole('heading').first().waitFor()
  expect(await seriousFindings(entry.page)).toEqual([])

  // One tab for all: a fresh one each would load and compile the application as often.
  const { page, url } = await open('/', { scheme, as: 'admin' })
  for (const path of pages) {
    await page.goto(`${url}${path}`)
    await page.getByRole('heading').first().waitFor()
    expect([path, ...(await seriousFindings(page))]).toEqual([path])
  }
})

test('on a phone no page scrolls sideways', async () => {
  const sideways = (page: Page): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  const entry = await open('/login', { size: phone, touch: true })
  await entry.page.getByRole('heading').first().waitFor()
  expect(await sideways(entry.page)).toBeLessThanOrEqual(0)

  const { page, url } = await open('/', { size: phone, touch: true, as: 'admin' })
  for (const path of pages) {
    await page.goto(`${url}${path}`)
    await page.getByRole('heading').first().waitFor()
    expect([path, Math.max(0, await sideways(page))]).toEqual([path, 0])
  }
})
