import { expect, test } from '@jest/globals'
import { seriousFindings } from './support/axe.js'
import { phone, useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

const both = (zh: string, en: string): object => ({ 'zh-CN': zh, en })
const documents = [
  {
    kind: 'object',
    key: 'quote',
    label: both('报价单', 'Quote'),
    fields: [
      { key: 'name', type: 'text', label: both('名称', 'Name'), required: true },
      { key: 'lines', type: 'details', label: both('产品明细', 'Products'), relation: 'quoteLine.quote' },
      {
        key: 'total',
        type: 'rollup',
        label: both('合计', 'Total'),
        relation: 'quoteLine.quote',
        function: 'sum',
        field: 'amount',
      },
    ],
  },
  {
    kind: 'object',
    key: 'quoteLine',
    label: both('报价明细', 'Quote line'),
    fields: [
      { key: 'product', type: 'text', label: both('产品', 'Product'), required: true },
      { key: 'quote', type: 'lookup', label: both('报价单', 'Quote'), target: 'quote', onDelete: 'cascade' },
      { key: 'quantity', type: 'number', label: both('数量', 'Quantity'), default: '1' },
      { key: 'price', type: 'currency', label: both('单价', 'Price') },
      { key: 'amount', type: 'formula', label: both('金额', 'Amount'), formula: 'quantity * price', decimals: 2 },
    ],
  },
]

test('lines are filled in within the form, add up while one types, and are saved with the record', async () => {
  const { admin } = server()
  const changes = documents.map((document) => ({ op: 'put', document }))
  expect(await admin.post('/api/changes', { changes })).toMatchObject({ status: 201 })
  const { page, complaints } = await open('/a/all/o/quote/new', { as: 'admin' })
  const line = (n: number) => page.locator('[data-test="line"]').nth(n)
  const cell = (n: number, key: string) => line(n).locator(`[data-field="${key}"] input`).first()

  await page.locator('[data-field="name"] input').fill('Q-2026-001')
  await page.locator('[data-test="add-line"]').click()
  await page.keyboard.type('水泵')
  await cell(0, 'quantity').fill('3')
  await cell(0, 'price').fill('1200.5')
  await cell(0, 'price').press('Enter')
  await page.keyboard.type('阀门')
  await cell(1, 'price').fill('80')
  await cell(1, 'price').press('Enter')
  await cell(2, 'price').fill('5')
  await page.locator('.lines-input tfoot').getByText('3,686.50').waitFor()
  await page.getByRole('button', { name: '保存', exact: true }).click()

  // The third line has no product: said at its place and in the summary.
  await page.locator('[data-test="error-summary"]').getByText('产品明细 第 3 行').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await line(2).getByRole('button', { name: '删除第 3 行' }).click()
  await page.getByRole('button', { name: '保存', exact: true }).click()

  await page.locator('.lines-table').getByText('水泵').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  const { body } = await admin.get('/api/records/quote?fields=name,total,lines')
  expect(body.records).toMatchObject([
    {
      total: 3681.5,
      lines: [
        { product: '水泵', quantity: 3, amount: 3601.5 },
        { product: '阀门', quantity: 1 },
      ],
    },
  ])
  expect(complaints).toEqual([])
})

test('on a phone each line is a card, and changing one keeps the others', async () => {
  const { admin } = server()
  const made = await admin.post('/api/records/quote', {
    name: 'Q-2',
    lines: [
      { product: '水泵', quantity: 2, price: 10 },
      { product: '阀门', price: 5 },
    ],
  })
  const { page, complaints } = await open(`/a/all/o/quote/r/${String(made.body.id)}/edit`, { as: 'admin', size: phone })
  const quantity = page.locator('[data-test="line"]').nth(1).locator('[data-field="quantity"] input')
  await quantity.fill('4')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.locator('.lines-table').getByText('阀门').waitFor()

  const { body } = await admin.get(`/api/records/quote/${String(made.body.id)}`)
  expect(body).toMatchObject({
    total: 40,
    lines: [
      { product: '水泵', version: 1 },
      { product: '阀门', quantity: 4, version: 2 },
    ],
  })
  expect(complaints).toEqual([])
})

test('what was typed into lines stays when somebody publishes meanwhile', async () => {
  const { admin } = server()
  const { page } = await open('/a/all/o/quote/new', { as: 'admin' })
  const cell = (n: number, key: string) =>
    page.locator('[data-test="line"]').nth(n).locator(`[data-field="${key}"] input`).first()
  await page.locator('[data-field="name"] input').fill('Q-2026-009')
  await page.locator('[data-test="add-line"]').click()
  await page.keyboard.type('法兰')
  await cell(0, 'price').fill('12.5')

  const renamed = structuredClone(documents[0]) as unknown as { fields: { label: object }[] }
  Object.assign(renamed.fields[0] ?? {}, { label: both('报价名称', 'Quote name') })
  expect(await admin.post('/api/changes', { changes: [{ op: 'put', document: renamed }] })).toMatchObject({
    status: 201,
  })
  await page.getByText('报价名称').waitFor()
  expect(await cell(0, 'product').inputValue()).toBe('法兰')
  await cell(0, 'quantity').fill('4')
  await page.getByRole('button', { name: '保存', exact: true }).click()

  await page.getByRole('heading', { name: 'Q-2026-009' }).waitFor()
  await page.getByText('法兰').waitFor()
  await page.getByText('50.00').first().waitFor()
})
