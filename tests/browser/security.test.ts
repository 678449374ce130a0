import { expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { codeOf } from '../api/support/authenticator.js'
import { withServer } from '../api/support/use-server.js'
import { seriousFindings } from './support/axe.js'
import { useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

async function makePerson(email: string) {
  const person = { email, password: 'the right password' }
  const made = await server().admin.post('/api/people', { ...person, name: '林晓' })
  expect(made.status).toBe(201)
  return { ...person, id: String(made.body.id) }
}

async function enter(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('邮箱').fill(email)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

test('two-step sign-in is turned on with a code, asked for at sign-in, and lets in with a recovery code', async () => {
  const person = await makePerson('careful@example.org')
  const { page, url, context, complaints } = await open('/me')
  await enter(page, person)
  await page.getByRole('button', { name: '开启' }).click()
  await page.getByLabel('当前密码').fill('wrong')
  await page.getByRole('button', { name: '继续' }).click()
  await page.getByText('密码不正确。').waitFor()
  await page.getByLabel('当前密码').fill(person.password)
  await page.getByRole('button', { name: '继续' }).click()

  await page.getByRole('img', { name: '验证器应用用的二维码' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  const secret = (await page.locator('.secret-text').innerText()).replaceAll(' ', '')
  await page.getByLabel('验证码').fill(codeOf(secret))
  await page.getByRole('button', { name: '开启' }).click()
  await page.getByText('两步验证已开启。').waitFor()
  const codes = await page.locator('.recovery-list code').allInnerTexts()
  expect(codes).toHaveLength(10)
  await page.getByRole('button', { name: '我已保存' }).click()
  await page.getByText('还剩 10 个恢复码。', { exact: false }).waitFor()

  await context.clearCookies()
  await page.goto(`${url}/tasks`)
  await enter(page, person)
  await page.getByLabel('验证码').fill('000000')
  await page.getByRole('button', { name: '验证' }).click()
  await page.getByText('验证码不正确，或已经用过。').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByLabel('验证码').fill(codes[0]?.toLowerCase() ?? '')
  await page.keyboard.press('Enter')

  await page.waitForURL(`${url}/tasks`)
  expect(complaints).toEqual([])
})

test('a new password asks to sign in with it, and another device is signed out by hand', async () => {
  const person = await makePerson('changing@example.org')
  const { page } = await open('/me')
  await enter(page, person)
  await page.getByText('本设备').waitFor()
  const other = await server().anonymous.post('/api/session', credentialsOf(person), {
    'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36',
  })
  expect(other.status).toBe(200)
  await page.reload()
  const row = page.getByRole('listitem').filter({ hasText: 'Chrome · Windows' })
  await row.getByRole('button', { name: '结束登录' }).click()
  await row.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByLabel('当前密码').fill(person.password)
  await page.getByLabel('新密码').fill('a new password')
  await page.getByRole('button', { name: '保存' }).click()
  const again = page.getByRole('dialog', { name: '登录已过期' })
  await again.getByLabel('密码', { exact: true }).fill('a new password')
  await page.keyboard.press('Enter')
  await again.waitFor({ state: 'detached' })
})

test('who must have two-step sign-in sets it up before anything else', async () => {
  const person = await makePerson('obliged@example.org')
  const { databaseUrl, dataDir } = server()
  const { page } = await open('/login')
  await withServer(
    databaseUrl,
    async ({ url }) => {
      await page.goto(`${url}/tasks`)
      await enter(page, person)
      await page.getByRole('heading', { name: '请开启两步验证' }).waitFor()
      await page.goto(`${url}/me`)
      await page.getByRole('button', { name: '开启' }).click()
      await page.getByLabel('当前密码').fill(person.password)
      await page.getByRole('button', { name: '继续' }).click()
      const secret = (await page.locator('.secret-text').innerText()).replaceAll(' ', '')
      await page.getByLabel('验证码').fill(codeOf(secret))
      await page.getByRole('button', { name: '开启' }).click()
      expect(await seriousFindings(page)).toEqual([])
      await page.getByRole('button', { name: '我已保存' }).click()

      await page.getByRole('heading', { name: '个人设置' }).waitFor()
    },
    { dataDir, secondStepFor: 'everybody' },
  )
})

const credentialsOf = ({ email, password }: { email: string; password: string }) => ({ email, password })
