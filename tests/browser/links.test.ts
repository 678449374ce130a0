import { expect, test } from '@jest/globals'
import { seriousFindings } from './support/axe.js'
import { useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

const both = (zh: string, en: string): object => ({ 'zh-CN': zh, en })
const documents = [
  {
    kind: 'object',
    key: 'contact',
    label: both('联系人', 'Contact'),
    fields: [
      { key: 'name', type: 'text', label: both('姓名', 'Name'), required: true },
      { key: 'projects', type: 'links', label: both('参与项目', 'Projects'), target: 'project' },
    ],
  },
  {
    kind: 'object',
    key: 'project',
    label: both('项目', 'Project'),
    fields: [
      { key: 'name', type: 'text', label: both('名称', 'Name'), required: true },
      { key: 'amount', type: 'currency', label: both('金额', 'Amount') },
    ],
  },
]

test('a contact is linked with projects in its form, seen on both pages, and the other side gets a field of its own', async () => {
  const { admin } = server()
  const changes = documents.map((document) => ({ op: 'put', document }))
  expect(await admin.post('/api/changes', { changes })).toMatchObject({ status: 201 })
  const projects = [
    { name: '二期扩建', amount: 120_000 },
    { name: '年度维保', amount: 36_500 },
    { name: '旧线改造', amount: 8_000 },
  ]
  for (const values of projects) await admin.post('/api/records/project', values)
  const { page, complaints } = await open('/a/all/o/contact/new', { as: 'admin' })
  const links = page.locator('[data-field="projects"] input')

  await page.locator('[data-field="name"] input').fill('李明')
  await links.fill('维保')
  await page.getByRole('option', { name: /年度维保/ }).click()
  await links.fill('二期')
  await page.getByRole('option', { name: /二期扩建/ }).click()
  expect(await seriousFindings(page)).toEqual([])
  await links.press('Escape')
  await page.getByRole('button', { name: '保存', exact: true }).click()

  await page.getByRole('link', { name: '年度维保' }).first().waitFor()
  await page.getByRole('link', { name: '年度维保' }).first().click()
  await page.locator('[data-test="related-contact-projects"]').getByRole('link', { name: '李明' }).waitFor()

  const studio = await open('/studio/o/contact/fields?field=projects', { as: 'admin' })
  await studio.page.locator('[data-test="other-side"]').waitFor()
  await studio.page.locator('[data-test="other-side"]').click()
  await studio.page.locator('[data-test="other-side"]').waitFor({ state: 'detached' })
  await studio.page.locator('[data-test="publish"]:enabled').click()
  await studio.page.locator('[data-test="publish-now"]:enabled').click()
  await studio.page.locator('[data-test="published"]').waitFor()

  const { body } = await admin.get('/api/records/project?fields=name,contact&sort=amount')
  const listed = body.records as unknown as { name: string; contact: { title: string }[] | null }[]
  expect(listed.map(({ name, contact }) => [name, contact?.map(({ title }) => title) ?? null])).toEqual([
    ['旧线改造', null],
    ['年度维保', ['李明']],
    ['二期扩建', ['李明']],
  ])
  expect([...complaints, ...studio.complaints]).toEqual([])
})
