import { expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { seriousFindings } from './support/axe.js'
import { useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

const both = (zh: string, en: string): object => ({ 'zh-CN': zh, en })
const name = { key: 'name', type: 'text', label: both('名称', 'Name'), required: true }
const documents = [
  {
    kind: 'object',
    key: 'firm',
    label: both('客户', 'Account'),
    icon: 'building-2',
    fields: [name, { key: 'visits', type: 'rollup', label: '拜访数', relation: 'call.related', function: 'count' }],
  },
  { kind: 'object', key: 'human', label: both('联系人', 'Contact'), icon: 'contact', fields: [name] },
  { kind: 'object', key: 'lead', label: both('线索', 'Lead'), fields: [name] },
  {
    kind: 'object',
    key: 'call',
    label: both('拜访', 'Visit'),
    titleField: 'subject',
    fields: [
      { key: 'subject', type: 'text', label: both('主题', 'Subject'), required: true },
      { key: 'related', type: 'anyLookup', label: both('拜访对象', 'Related to'), targets: ['firm', 'human'] },
      { key: 'firmName', type: 'formula', label: both('客户名', 'Account name'), formula: 'AS(related, firm).name' },
      { key: 'who', type: 'formula', label: both('对象名', 'Whom'), formula: 'TITLE(related)' },
    ],
  },
]

const shot = async (page: Page, file: string): Promise<void> => {
  const { SHOTS } = process.env
  if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${file}.png` })
}

test('a record of any of several modules is searched in one place, seen from the other side, narrowed by and told by history', async () => {
  const { admin } = server()
  const changes = documents.map((document) => ({ op: 'put', document }))
  expect(await admin.post('/api/changes', { changes })).toMatchObject({ status: 201 })
  const ids: Record<string, string> = {}
  for (const [object, title] of [
    ['firm', '云帆科技'],
    ['human', '云小雨'],
    ['human', '李明'],
    ['lead', '展会名片'],
  ] as const)
    ids[title] = String((await admin.post(`/api/records/${object}`, { name: title })).body.id)
  const { page, complaints, url } = await open('/a/all/o/call/new', { as: 'admin' })
  const field = (key: string) => page.locator(`[data-field="${key}"] input`).first()

  await field('subject').fill('上门拜访')
  await field('related').click()
  await page.getByRole('option', { name: '李明 联系人' }).waitFor()
  await field('related').fill('云')
  await page.getByRole('option', { name: '云帆科技 客户' }).waitFor()
  await page.getByRole('option', { name: '云小雨 联系人' }).waitFor()
  await shot(page, 'form-open')
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('option', { name: '新建联系人「云」' }).waitFor()
  await page.getByRole('option', { name: '云帆科技 客户' }).click()
  await shot(page, 'form')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.locator('h1').getByText('上门拜访').waitFor()
  await page.locator('[data-field="related"]').getByRole('link', { name: '云帆科技' }).waitFor()
  await page.locator('[data-field="firmName"]').getByText('云帆科技').waitFor()
  await page.locator('[data-field="who"]').getByText('云帆科技').waitFor()
  await shot(page, 'record')

  await page.goto(`${url}/a/all/o/firm/r/${ids['云帆科技']}`)
  const card = page.locator('[data-test="related-call-related"]')
  await card.getByText('上门拜访').waitFor()
  await card.locator('[data-test="related-new"]').click()
  await page.getByRole('dialog').locator('[data-field="subject"] input').fill('回访')
  await shot(page, 'quick')
  await page.keyboard.press('Control+Enter')
  await card.getByText('回访').waitFor()
  await shot(page, 'firm')
  expect(await seriousFindings(page)).toEqual([])

  const { body } = await admin.get('/api/records/call?sort=createdAt')
  const [first] = body.records as unknown as { id: string }[]
  await admin.patch(`/api/records/call/${first?.id}`, { related: { object: 'human', id: ids['李明'] } })
  await page.goto(`${url}/a/all/o/call/r/${first?.id}`)
  await page
    .getByRole('tab', { name: /记录|历史|变更/ })
    .first()
    .click()
  await page.getByText('李明').first().waitFor()
  await shot(page, 'history')

  const filter = encodeURIComponent(`related in ["${ids['李明']}"]`)
  await page.goto(`${url}/a/all/o/call?filter=${filter}`)
  await page.getByText('上门拜访').waitFor()
  expect(await page.getByText('回访').count()).toBe(0)
  await page.locator('[data-test="filter-chip"]').getByText('李明').waitFor()
  await page.locator('[data-test="filter-chip"]').click()
  await page.getByText('云小雨 · 联系人').waitFor()
  await shot(page, 'list')
  expect(await seriousFindings(page)).toEqual([])
  await page.locator('[data-test="filter-operator"]').selectOption({ label: '属于模块' })
  await page.locator('[data-test="filter-value"]').selectOption({ label: '客户' })
  await page.getByText('回访').waitFor()
  await page.getByText('上门拜访').waitFor({ state: 'detached' })
  await shot(page, 'of-module')
  await page.locator('[data-test="filter-value"]').selectOption({ label: '联系人' })
  await page.getByText('上门拜访').waitFor()
  await page.keyboard.press('Escape')
  const link = page.locator('a.value-link', { hasText: '李明' })
  expect(await link.getAttribute('href')).toBe(`/a/all/o/human/r/${ids['李明']}`)
  expect(complaints).toEqual([])
})

test('the designer takes in one module after the other, and the plan tells what one that goes hides', async () => {
  const { admin } = server()
  const visit = { locale: 'en', scheme: 'dark', as: 'admin' } as const
  const { page, complaints } = await open('/studio/o/call/fields?field=related', visit)

  await page.getByRole('button', { name: 'Add a module' }).click()
  await page.getByRole('option', { name: /Lead/ }).click()
  await page.getByRole('button', { name: 'Remove Contact' }).click()
  await shot(page, 'studio')
  expect(await seriousFindings(page)).toEqual([])
  await page.locator('[data-test="publish"]:enabled').click()
  await page.locator('.hazard-item').getByText('1 record points to an object that is removed').waitFor()
  await page.getByText('Change objects it points to').waitFor()
  await shot(page, 'plan')
  expect(await seriousFindings(page)).toEqual([])
  await page.locator('.hazard-item input[type="checkbox"]').check()
  await page.locator('[data-test="publish-now"]:enabled').click()
  await page.locator('[data-test="published"]').waitFor()

  const { body } = await admin.get('/api/documents/object/call')
  const { fields } = body.document as unknown as { fields: { key: string; targets?: string[] }[] }
  expect(fields.find(({ key }) => key === 'related')?.targets).toEqual(['firm', 'lead'])
  expect(complaints).toEqual([])
})
