import { expect, test } from '@jest/globals'
import { seriousFindings } from './support/axe.js'
import { useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

const guest = {
  kind: 'object',
  key: 'guest',
  label: { 'zh-CN': '来宾', en: 'Guest' },
  titleField: 'city',
  fields: [
    { key: 'city', type: 'text', label: { 'zh-CN': '城市', en: 'City' } },
    { key: 'phone', type: 'phone', label: { 'zh-CN': '电话', en: 'Phone' }, personal: true },
  ],
}

test('personal data goes from the menu of a record, and the audit log tells of it, is narrowed, and is checked', async () => {
  const { admin } = server()
  expect(await admin.post('/api/changes', { changes: [{ op: 'put', document: guest }] })).toMatchObject({ status: 201 })
  const made = await admin.post('/api/records/guest', { city: '苏州', phone: '13800001234' })
  const { page, complaints } = await open(`/a/all/o/guest/r/${String(made.body.id)}`, { as: 'admin' })

  await page.getByText('13800001234').or(page.getByText('138 0000 1234')).first().waitFor()
  await page.locator('[data-test="more"]').click()
  await page.getByText('抹去个人数据…').click()
  await page.getByText('「电话」将永久清空').waitFor()
  await page.locator('[data-test="confirm"]').click()
  await page.getByText('个人数据已抹去').waitFor()
  expect((await admin.get(`/api/records/guest/${String(made.body.id)}`)).body).toMatchObject({ phone: null })

  await page.goto(new URL('/studio/audit', page.url()).href)
  await page.locator('[data-test="audit-entry"]').first().waitFor()
  await page.locator('[data-test="audit-action"]').selectOption('personal')
  const line = page.locator('[data-test="audit-entry"]')
  await line.getByText('抹去了个人数据，涉及字段：phone').click()
  await page.getByText('这条记录的全部日志').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.locator('[data-test="audit-verify"]').click()
  await page.locator('.audit-verify [role]').waitFor()
  expect(complaints).toEqual([])
})

test('a secret is kept for a host, shown without its value, and asks for it again when the host changes', async () => {
  const { page, complaints } = await open('/studio/secrets', { as: 'admin' })
  await page.locator('[data-test="new-secret"]').click()
  await page.locator('[data-test="secret-name"]').fill('erp')
  await page.locator('[data-test="secret-host"]').fill('https://erp.example.com/')
  await page.locator('[data-test="secret-value"]').fill('kanari-9d1')
  await page.locator('[data-test="secret-save"]').click()
  await page.getByText('请只填写主机名').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.locator('[data-test="secret-host"]').fill('ERP.example.com')
  await page.locator('[data-test="secret-save"]').click()
  await page.locator('[data-test="secret-erp"]').click()

  expect(await page.locator('[data-test="secret-host"]').inputValue()).toBe('erp.example.com')
  expect(await page.locator('[data-test="secret-value"]').inputValue()).toBe('')
  await page.locator('[data-test="secret-host"]').fill('other.example.com')
  await page.getByText('换了主机，原来的内容会被清除').waitFor()
  await page.locator('[data-test="secret-save"]').click()
  await page.getByText('内容缺失').waitFor()
  expect(await page.content()).not.toContain('kanari-9d1')
  // The address that is no host was refused.
  expect(complaints.filter((text) => !text.includes('422'))).toEqual([])
})
