import { expect, test } from '@jest/globals'
import { seriousFindings } from './support/axe.js'
import { useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

const visit = {
  kind: 'object',
  key: 'visit',
  label: { 'zh-CN': '上门', en: 'Visit' },
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'opensAt', type: 'time', label: '时刻' },
    { key: 'length', type: 'duration', label: '时长' },
    { key: 'stars', type: 'rating', label: '评分' },
    { key: 'labels', type: 'tags', label: '标签' },
    { key: 'district', type: 'region', label: '地区' },
    { key: 'kind', type: 'cascader', label: '类别', options: kinds() },
    { key: 'body', type: 'richText', label: '正文' },
  ],
}

test('inputs of their own take what is typed and chosen, and what is saved is what was meant', async () => {
  const { admin } = server()
  expect(await admin.post('/api/changes', { changes: [{ op: 'put', document: visit }] })).toMatchObject({ status: 201 })
  const { page, complaints } = await open('/a/all/o/visit/new', { as: 'admin' })
  const field = (key: string) => page.locator(`[data-field="${key}"]`)
  const input = (key: string) => field(key).locator('input').last()

  await input('name').fill('空调检修')
  await input('opensAt').fill('下午3点')
  await input('length').fill('1小时30分')
  await field('stars').locator('.rating-star').nth(3).click()
  await input('labels').click()
  await page.keyboard.insertText('重点，老客户，')
  await page.keyboard.insertText('VIP')
  await input('district').fill('姑苏')
  await page.locator('.combo-line', { hasText: '姑苏区' }).click()
  await input('kind').click()
  await page.locator('.combo-line', { hasText: '家电' }).click()
  await page.locator('.combo-line', { hasText: '空调' }).click()
  await field('body').locator('[role="textbox"]').click()
  await page.keyboard.type('先 ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('断电')
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.locator('.inline-field').first().waitFor()

  expect(await page.locator('.inline-field[data-field="district"]').innerText()).toContain('江苏省 / 苏州市 / 姑苏区')
  const { body } = await admin.get('/api/records/visit')
  expect(body.records).toMatchObject([
    {
      opensAt: '15:00:00',
      length: 5400,
      stars: 4,
      labels: ['重点', '老客户', 'VIP'],
      district: '320508',
      kind: 'air',
      body: '<p>先 <strong>断电</strong></p>',
    },
  ])
  expect(complaints).toEqual([])
})

function kinds() {
  return [
    { key: 'home', label: '家电' },
    { key: 'air', label: '空调', depth: 1 },
    { key: 'other', label: '其他' },
  ]
}
