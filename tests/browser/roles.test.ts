import { expect, test } from '@jest/globals'
import { seriousFindings } from './support/axe.js'
import { useBrowser } from './support/use-browser.js'
import { signIn } from '../api/support/use-server.js'

const { open, server } = useBrowser()

const offer = {
  kind: 'object',
  key: 'offer',
  label: { 'zh-CN': '商机', en: 'Offer' },
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: { 'zh-CN': '主题', en: 'Subject' } },
    { key: 'amount', type: 'currency', label: { 'zh-CN': '金额', en: 'Amount' } },
    { key: 'cost', type: 'currency', label: { 'zh-CN': '成本', en: 'Cost' } },
  ],
}

/** What a newcomer is asked for: 销售 sees the own deals and those of subordinates, and no cost; it takes ten clicks. */
test('a role is made from a sample, narrowed, published, given, looked at, and explains itself', async () => {
  const { admin, running } = server()
  expect(await admin.post('/api/changes', { changes: [{ op: 'put', document: offer }] })).toMatchObject({ status: 201 })
  await admin.post('/api/records/offer', { subject: '他人的商机', cost: 5 })
  const password = 'password of li yi'
  const li = await admin.post('/api/people', { email: 'li@roles.example', name: '李一', password })
  const { page, complaints } = await open('/studio', { as: 'admin' })

  await page.locator('[data-test="roles"]').click()
  await page.locator('[data-test="sample-sales"]').click()
  await page.locator('[data-test="role-summary"]').getByText('销售可以查看、新建、修改、共享本人「商机」').waitFor()
  await page.getByLabel('商机 数据范围').selectOption('subordinates')
  await page.locator('[data-test="tab-fields"]').click()
  await page.locator('[data-test="field-cost-none"]').click()
  await page.locator('[data-test="role-summary"]').getByText('看不到「商机」的「成本」').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.locator('[data-test="publish"]:enabled').click()
  await page.locator('[data-test="publish-now"]:enabled').click()
  await page.locator('[data-test="published"]').waitFor()
  await page.keyboard.press('Escape')

  await page.locator('[data-test="tab-members"]').click()
  await page.getByText('还没有成员').waitFor()
  await page.getByRole('button', { name: '添加成员' }).click()
  await page.getByRole('option', { name: /李一/ }).click()
  await page.getByText('li@roles.example').first().waitFor()
  const person = await signIn(running.url, { email: 'li@roles.example', password })
  const own = await person.post('/api/records/offer', { subject: '自己的商机', amount: 3 })
  expect(own).toMatchObject({ status: 201 })
  expect(own.body).not.toHaveProperty('cost')
  const seen = await person.get('/api/records/offer')
  expect((seen.body.records as unknown as { subject: string }[]).map(({ subject }) => subject)).toEqual(['自己的商机'])

  await page.locator('[data-test="tab-why"]').click()
  await page.getByRole('button', { name: '谁' }).click()
  await page.getByRole('option', { name: /李一/ }).click()
  await page.locator('[data-test="why-object"]').selectOption('offer')
  await page.getByLabel('哪个字段（可选）').selectOption('cost')
  await page.locator('[data-test="why-ask"]').click()
  await page.locator('[data-test="why-answer"]').getByText('在角色「销售」中把「成本」设为只读。').waitFor()
  expect(await seriousFindings(page)).toEqual([])

  await page.locator('[data-test="simulate"]').click()
  await page.locator('[data-test="simulation"]').getByText('正在以角色「销售」查看').waitFor()
  await page.goto(`${running.url}/a/all/o/offer`)
  await page.locator('[data-test="simulation"]').waitFor()
  expect(await page.getByText('他人的商机').count()).toBe(0)
  await page.locator('[data-test="end-simulation"]').click()
  await page.waitForURL(/\/studio\/roles\/sales/)
  expect(String(li.body.id)).not.toBe('')
  expect(complaints).toEqual([])
})
