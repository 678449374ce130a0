import { expect, test } from '@jest/globals'
import { seriousFindings } from './support/axe.js'
import { useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

const both = (zh: string, en: string): object => ({ 'zh-CN': zh, en })
const documents = [
  {
    kind: 'object',
    key: 'category',
    label: both('产品分类', 'Category'),
    fields: [
      { key: 'name', type: 'text', label: both('名称', 'Name'), required: true },
      { key: 'parent', type: 'lookup', label: both('上级分类', 'Parent'), target: 'category', tree: true },
    ],
  },
  {
    kind: 'object',
    key: 'good',
    label: both('产品', 'Product'),
    fields: [
      { key: 'name', type: 'text', label: both('名称', 'Name'), required: true },
      { key: 'category', type: 'lookup', label: both('分类', 'Category'), target: 'category' },
      { key: 'wide', type: 'lookup', label: both('大类', 'Wide category'), target: 'category' },
      { key: 'fits', type: 'formula', label: both('属于大类', 'Fits'), formula: 'category under wide' },
    ],
  },
]

test('a tree is gone down level by level in a form, seen from the record page, and lists are narrowed by a branch', async () => {
  const { admin } = server()
  const changes = documents.map((document) => ({ op: 'put', document }))
  expect(await admin.post('/api/changes', { changes })).toMatchObject({ status: 201 })
  const ids: Record<string, string> = {}
  for (const [name = '', parent = ''] of [
    ['家电'],
    ['大家电', '家电'],
    ['空调', '大家电'],
    ['冰箱', '大家电'],
    ['办公'],
  ]) {
    const { body } = await admin.post('/api/records/category', {
      name,
      ...(parent === '' ? {} : { parent: ids[parent] }),
    })
    ids[name] = String(body.id)
  }
  await admin.post('/api/records/good', { name: '打印纸', category: ids.办公 })
  const { page, complaints, url } = await open('/a/all/o/good/new', { as: 'admin' })
  const field = (key: string) => page.locator(`[data-field="${key}"] input`).first()
  const line = (name: string) => page.getByRole('option', { name, exact: true })

  await field('name').fill('柜式空调')
  await field('wide').click()
  await line('家电').click()
  await line('选择「家电」').click()
  await field('category').click()
  await line('家电').click()
  await line('大家电').click()
  await page.getByRole('option', { name: '家电 / 大家电' }).waitFor()
  await line('空调').click()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.locator('h1').getByText('柜式空调').waitFor()
  await page.locator('[data-field="fits"]').getByText('是', { exact: true }).waitFor()

  await page.goto(`${url}/a/all/o/category/r/${ids.大家电}`)
  await page.locator('[data-test="record-way"]').getByText('家电', { exact: true }).waitFor()
  await page.locator('[data-test="related-category-parent"]').getByText('下级产品分类').waitFor()
  await page.locator('[data-test="related-category-parent"]').getByText('空调').waitFor()
  expect(await seriousFindings(page)).toEqual([])

  const filter = encodeURIComponent(`category under ["${ids.家电}"]`)
  await page.goto(`${url}/a/all/o/good?filter=${filter}`)
  await page.getByText('属于（含下级）').waitFor()
  await page.getByText('柜式空调').waitFor()
  expect(await page.getByText('打印纸').count()).toBe(0)
  expect(complaints).toEqual([])
})
