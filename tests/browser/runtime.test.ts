import { beforeAll, describe, expect, test } from '@jest/globals'
import { seriousFindings } from './support/axe.js'
import { phone, useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

const visit = {
  kind: 'object',
  key: 'visit',
  label: { 'zh-CN': '拜访', en: 'Visit' },
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: { 'zh-CN': '主题', en: 'Subject' }, required: true },
    {
      key: 'status',
      type: 'select',
      label: { 'zh-CN': '状态', en: 'Status' },
      default: '"planned"',
      options: [
        { key: 'planned', label: '计划' },
        { key: 'done', label: '完成' },
      ],
    },
    { key: 'cost', type: 'currency', label: { 'zh-CN': '费用', en: 'Cost' } },
    { key: 'result', type: 'longText', label: { 'zh-CN': '结果', en: 'Result' } },
  ],
  rules: [{ key: 'cost-limit', when: 'cost > 5000', field: 'cost', message: '费用超过 5000 需先审批' }],
}
const form = {
  kind: 'layout',
  key: 'visitForm',
  object: 'visit',
  variant: 'form',
  sections: [
    { label: '基本信息', columns: 2, items: [{ field: 'subject' }, { field: 'status' }, { field: 'cost' }] },
    { label: '结果', visibleWhen: 'status = "done"', items: [{ field: 'result', requiredWhen: 'status = "done"' }] },
  ],
}
const list = '/a/all/o/visit'

beforeAll(async () => {
  const changes = [visit, form].map((document) => ({ op: 'put', document }))
  const { status, text } = await server().admin.post('/api/changes', { changes })
  if (status !== 201) throw new Error(text)
})

test('an empty list says what it is for, and its one action leads to the form', async () => {
  const { page, complaints } = await open(list, { as: 'admin' })
  await page
    .getByRole('link', { name: '新建' })
    .or(page.getByRole('button', { name: '新建' }))
    .first()
    .click()

  await page.getByRole('heading', { name: '新建拜访' }).waitFor()
  expect(complaints).toEqual([])
})

describe('the form', () => {
  test('shows and demands what its conditions say while one types, as the server would', async () => {
    const { page } = await open(`${list}/new`, { as: 'admin' })
    await page.getByLabel('主题').fill('第一次拜访')
    expect(await page.getByRole('textbox', { name: '结果' }).count()).toBe(0)

    await page.getByText('完成', { exact: true }).click()
    await page.getByRole('textbox', { name: '结果' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.locator('[data-test="error-summary"]').waitFor()
    expect((await server().admin.get('/api/records/visit')).body.records).toEqual([])
  })

  test('tells the server’s refusal at its field and keeps everything that was typed', async () => {
    const { page } = await open(`${list}/new`, { as: 'admin' })
    await page.getByLabel('主题').fill('太贵的拜访')
    await page.getByLabel('费用').fill('8000')
    await page.keyboard.press('Control+Enter')

    await page.getByText('费用超过 5000 需先审批').first().waitFor()
    expect(await page.getByLabel('主题').inputValue()).toBe('太贵的拜访')
  })

  test('brings back what was typed when the tab dies', async () => {
    const { page, context, url } = await open(`${list}/new`, { as: 'admin' })
    await page.getByLabel('主题').fill('没来得及保存')
    await page.waitForTimeout(1_500)
    const session = await context.newCDPSession(page)
    const crashed = new Promise((resolve) => page.once('crash', resolve))
    // It is never answered: the page that should answer is gone.
    void session.send('Page.crash').catch(() => undefined)
    await crashed
    const again = await context.newPage()
    await again.goto(`${url}${list}/new`)

    await again.locator('[data-test="draft-restored"]').waitFor()
    expect(await again.getByLabel('主题').inputValue()).toBe('没来得及保存')
  })

  test('begins the next record with the cursor in its first field and without the name of the last one', async () => {
    const { page } = await open(`${list}/new`, { as: 'admin' })
    await page.getByLabel('主题').fill('连着录入')
    await page.getByRole('button', { name: '保存并新建' }).click()
    await page.getByText('已保存「连着录入」').waitFor()

    await page.locator('input:focus').and(page.getByLabel('主题')).waitFor()
    expect(await page.getByLabel('主题').inputValue()).toBe('')
    expect(await page.locator('.form-page-header').textContent()).not.toContain('连着录入')
  })
})

test('a record somebody else makes appears in the list by itself', async () => {
  const { page } = await open(list, { as: 'admin' })
  await page.getByRole('heading', { name: '拜访', exact: true }).waitFor()
  await server().admin.post('/api/records/visit', { subject: '别人新建的拜访' })

  await page
    .getByText('别人新建的拜访')
    .or(page.getByText(/1 条新/))
    .first()
    .waitFor({ timeout: 10_000 })
})

test('a person without roles finds no trace of the module', async () => {
  const { page } = await open(list, { as: 'nobody' })
  await page.getByRole('heading').first().waitFor()

  expect(await page.getByRole('main').textContent()).not.toContain('拜访')
})

describe.each([
  ['light', 'zh-CN'],
  ['dark', 'en'],
] as const)('in %s and %s', (scheme, locale) => {
  test.each([
    [list, 'row'],
    [`${list}/new`, 'textbox'],
  ] as const)('%s has no serious finding of axe', async (path, shown) => {
    const { page, complaints } = await open(path, { as: 'admin', scheme, locale })
    await page.getByRole(shown).nth(1).waitFor()

    expect(await seriousFindings(page)).toEqual([])
    expect(complaints).toEqual([])
  })
})

test.each([list, `${list}/new`])('on a phone %s does not scroll sideways', async (path) => {
  const { page } = await open(path, { as: 'admin', size: phone, touch: true })
  await page.getByRole('heading').first().waitFor()

  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})
