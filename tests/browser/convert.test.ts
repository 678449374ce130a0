import { expect, test } from '@jest/globals'
import { seriousFindings } from './support/axe.js'
import { useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

const note = {
  kind: 'object',
  key: 'note',
  label: { 'zh-CN': '报价', en: 'Offer' },
  fields: [
    { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' } },
    { key: 'amount', type: 'text', label: { 'zh-CN': '金额', en: 'Amount' } },
  ],
}

test('a text field becomes a number: what it means is said before, what does not fit waits in a list, and undo brings it back', async () => {
  const { admin } = server()
  expect(await admin.post('/api/changes', { changes: [{ op: 'put', document: note }] })).toMatchObject({ status: 201 })
  for (const [name, amount] of [
    ['北辰物流', '12,800'],
    ['天工机械', '约三百'],
    ['云锦纺织', '面议'],
  ])
    await admin.post('/api/records/note', { name, amount })
  const { page, complaints } = await open('/studio/o/note/fields?field=amount', { as: 'admin' })

  await page.locator('[data-test="panel-type"]').click()
  await page.locator('[data-test="type-number"]').click()
  await page.getByText('其中 2 个无法转换').waitFor()
  await page.locator('[data-test="consequence-confirm"]').click()
  await page.locator('[data-test="publish"]:enabled').click()
  await page.locator('.hazard-item').getByText('面议').waitFor()
  await page.locator('.hazard-item input[type="checkbox"]').check()
  await page.locator('[data-test="publish-now"]:enabled').click()
  await page.locator('[data-test="published"]').waitFor()
  await page.keyboard.press('Escape')

  await page.getByText('「金额」有 2 个值没能从「单行文本」转换为「数字」。').waitFor()
  await page.getByRole('button', { name: '查看并处理' }).click()
  const sheet = page.locator('[data-test="waiting-sheet"]')
  await sheet.getByText('约三百').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await sheet.locator('[data-test="waiting-retry"]').click()
  await page.getByText('转换了 0 个值，还有 2 个待处理').waitFor()

  expect(await admin.post('/api/changes/3/undo', {})).toMatchObject({ status: 201 })
  const { body } = await admin.get('/api/records/note?sort=createdAt')
  expect((body.records as unknown as { amount: string }[]).map(({ amount }) => amount)).toEqual([
    '12,800',
    '约三百',
    '面议',
  ])
  expect(complaints).toEqual([])
})
