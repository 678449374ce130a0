import { expect, test } from '@jest/globals'
import { seriousFindings } from './support/axe.js'
import { phone, useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

/** Makes a person and a link for them; gives the path of the link. */
async function makeLink(email: string, kind: 'invitation' | 'reset-link'): Promise<string> {
  const made = await server().admin.post('/api/people', {
    email,
    name: '林晓',
    ...(kind === 'reset-link' ? { password: 'my old password' } : {}),
  })
  const link = await server().admin.post(`/api/people/${String(made.body.id)}/${kind}`)
  return String(link.body.path)
}

test('an invited person chooses name and password and is in; the link then says that it was used', async () => {
  const path = await makeLink('invited@example.org', 'invitation')
  const { page, url, complaints } = await open(path)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))

  await page.getByRole('heading', { name: '加入 Tessera' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByLabel('姓名').fill('林小小')
  await page.getByLabel('密码', { exact: true }).fill('kurz')
  await page.getByRole('button', { name: '加入' }).click()
  await page.getByText('密码至少 8 个字符。').waitFor()
  await page.getByLabel('密码', { exact: true }).fill('my first password')
  await page.getByRole('button', { name: '加入' }).click()

  await page.getByRole('heading', { name: '你还看不到任何模块' }).waitFor()
  expect(page.url()).toBe(`${url}/`)
  const token = path.split('#')[1] ?? ''
  expect(asked.filter((address) => address.includes(token))).toEqual([])
  expect(complaints).toEqual([])

  const again = await open(path)
  await again.page.getByRole('heading', { name: '链接不能用了' }).waitFor()
  await again.page.getByRole('link', { name: '去登录' }).click()
  await again.page.getByRole('heading', { name: '登录' }).waitFor()
})

test('a forgotten password is replaced by a link, on a phone and in English too', async () => {
  const path = await makeLink('forgot@example.org', 'reset-link')
  const { page, url } = await open(path, { size: phone, touch: true, locale: 'en' })

  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await page.getByLabel('Password', { exact: true }).fill('my next password')
  await page.keyboard.press('Enter')

  await page.waitForURL(`${url}/`)
})

test('a link that was not copied as a whole says what to do', async () => {
  const { page } = await open('/invitation')
  await page.getByRole('heading', { name: '链接不能用了' }).waitFor()
  await page.getByText('请向管理员要一个新的链接。').waitFor()
})
