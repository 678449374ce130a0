import { beforeAll, describe, expect, test } from '@jest/globals'
import { seriousFindings } from './support/axe.js'
import { make } from './support/sales-documents.js'
import { phone, useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const deal = {
  kind: 'object',
  key: 'deal',
  label: both('商机', 'Deal'),
  fields: [
    { key: 'name', type: 'text', label: both('名称', 'Name') },
    {
      key: 'stage',
      type: 'select',
      label: both('阶段', 'Stage'),
      options: [
        { key: 'lead', label: both('线索', 'Lead') },
        { key: 'quote', label: both('报价', 'Quote') },
        { key: 'talks', label: both('谈判', 'Talks') },
        { key: 'won', label: both('赢单', 'Won') },
        { key: 'lost', label: both('丢单', 'Lost') },
      ],
    },
    { key: 'since', type: 'dateTime', label: both('进入阶段时间', 'In stage since') },
    { key: 'budget', type: 'currency', label: both('预算', 'Budget') },
    { key: 'contact', type: 'text', label: both('联系人', 'Contact') },
    { key: 'reason', type: 'longText', label: both('丢单原因', 'Reason for losing') },
  ],
  stages: [
    {
      key: 'sales',
      label: both('销售流程', 'Sales'),
      field: 'stage',
      since: 'since',
      steps: [
        { option: 'lead', moves: ['quote', 'lost'], days: 7 },
        {
          option: 'quote',
          required: ['budget', 'contact'],
          criteria: [
            {
              key: 'big-enough',
              formula: 'budget >= 1000',
              field: 'budget',
              message: both('预算至少 1,000', 'A budget of 1,000 or more'),
            },
          ],
        },
        { option: 'talks' },
        { option: 'won', kind: 'won', moves: [] },
        { option: 'lost', kind: 'lost', required: ['reason'] },
      ],
    },
  ],
}

beforeAll(async () => {
  const answer = await server().admin.post('/api/changes', { changes: [{ op: 'put', document: deal }] })
  expect(answer.status).toBe(201)
})

const stageOf = async (id: string): Promise<unknown> => (await server().admin.get(`/api/records/deal/${id}`)).body

describe('the path of a record', () => {
  test('asks for what the next stage needs, and nothing else, and saves it with the move; free moves take one press', async () => {
    const id = await make(server(), 'deal', { name: '屋顶' })
    const { page, complaints } = await open(`/a/all/o/deal/r/${id}`, { as: 'admin' })
    await page.locator('[data-test="stage-next"]').getByText('推进到「报价」').click()

    const sheet = page.locator('[data-test="stage-sheet"]')
    await sheet.locator('[data-field="budget"]').waitFor()
    expect(
      await sheet.locator('.form-field').evaluateAll((all) => all.map((one) => one.getAttribute('data-field'))),
    ).toEqual(['budget', 'contact'])
    expect(new URL(page.url()).searchParams.get('panel')).toBe('stage:sales.quote')
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.type('500')
    await page.keyboard.press('Control+Enter')
    await sheet.getByText('「联系人」为必填').first().waitFor()
    await sheet.locator('[data-field="contact"] input').fill('李')
    await page.keyboard.press('Control+Enter')
    await sheet.locator('[data-test="criterion-big-enough"]').getByText('未满足').waitFor()
    expect(await stageOf(id)).toMatchObject({ stage: 'lead', version: 1 })

    await sheet.locator('[data-field="budget"] input').fill('20000')
    await sheet.locator('[data-test="criterion-big-enough"]').getByText('已满足').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.locator('[data-test="stage-bar"][data-stage="quote"]').waitFor()
    expect(await sheet.count()).toBe(0)
    expect(await stageOf(id)).toMatchObject({ stage: 'quote', budget: 20000, contact: '李', version: 2 })

    await page.locator('[data-test="stage-next"]').click()
    await page.locator('[data-test="stage-bar"][data-stage="talks"]').waitFor()
    await page.getByRole('button', { name: '撤销' }).last().click()
    await page.locator('[data-test="stage-bar"][data-stage="quote"]').waitFor()
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await seriousFindings(page, ['color-contrast'])).toEqual([])
    expect(complaints).toEqual([])
  })

  test('says why a stage is out of reach, goes by the keyboard, and follows when somebody else moves the record', async () => {
    const id = await make(server(), 'deal', { name: '泵站', budget: 5000, contact: '王' })
    const { page, complaints } = await open(`/a/all/o/deal/r/${id}`, { as: 'admin', locale: 'en' })
    await page.locator('[data-test="stage-lead"]').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')

    await page.locator('[data-test="stage-reason"]').getByText('From here it may go to “Quote”, “Lost”.').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    expect(await stageOf(id)).toMatchObject({ stage: 'lead', version: 1 })
    await server().admin.send('PATCH', `/api/records/deal/${id}`, { stage: 'quote' })
    await page.locator('[data-test="stage-bar"][data-stage="quote"]').waitFor()

    await page.locator('[data-test="stage-lost"]').click()
    await page.locator('[data-test="stage-sheet"] textarea').fill('Price')
    await page.locator('[data-test="stage-move"]').click()
    await page.locator('[data-test="stage-bar"][data-stage="lost"]').waitFor()
    expect(await page.locator('[data-test="stage-next"]').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('a stage that is chosen in its place asks for what it needs as well', async () => {
    const id = await make(server(), 'deal', { name: '阀门' })
    const { page, complaints } = await open(`/a/all/o/deal/r/${id}`, { as: 'admin' })
    await page.locator('[data-test="stage-bar"][data-stage="lead"]').waitFor()
    const field = page.locator('.inline-field[data-field="stage"]')
    await field.locator('.inline-field-value').click()
    await field.locator('label.segment', { hasText: '丢单' }).click()

    const sheet = page.locator('[data-test="stage-sheet"]')
    await sheet.locator('[data-field="reason"] textarea').fill('预算取消')
    await page.keyboard.press('Control+Enter')
    await page.locator('[data-test="stage-bar"][data-stage="lost"]').waitFor()
    expect(await stageOf(id)).toMatchObject({ stage: 'lost', reason: '预算取消', version: 2 })
    expect(complaints).toEqual([])
  })

  test('is one line with a menu on a phone', async () => {
    const id = await make(server(), 'deal', { name: '水闸', budget: 5000, contact: '王' })
    const { page, complaints } = await open(`/a/all/o/deal/r/${id}`, { as: 'admin', size: phone, touch: true })
    await page.locator('[data-test="stage-choose"]').getByText('第 1 个，共 5 个').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)

    await page.locator('[data-test="stage-choose"]').click()
    await page.getByRole('menuitem', { name: '报价' }).click()
    await page.locator('[data-test="stage-bar"][data-stage="quote"]').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints).toEqual([])
  })
})

test('stages are designed from a template, published, and hold for the next record', async () => {
  const { admin } = server()
  const ticket = {
    kind: 'object',
    key: 'ticket',
    label: both('工单', 'Ticket'),
    fields: [
      { key: 'name', type: 'text', label: both('名称', 'Name') },
      { key: 'hours', type: 'number', label: both('工时', 'Hours') },
    ],
  }
  expect(await admin.post('/api/changes', { changes: [{ op: 'put', document: ticket }] })).toMatchObject({
    status: 201,
  })
  const { page, complaints, url } = await open('/studio/o/ticket/stages', { as: 'admin' })

  await page.locator('[data-test="template-service"]').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.locator('[data-test="template-service"]').click()
  await page.locator('[data-test="column-working"] .stage-column-head').click()
  const panel = page.locator('[data-test="stage-panel"]')
  await panel.getByRole('button', { name: /进入前需要填写/ }).click()
  await page.getByRole('option', { name: '工时' }).click()
  await page.locator('[data-test="column-working"]').getByText('工时').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await seriousFindings(page, ['color-contrast'])).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
  await panel.getByRole('tab', { name: '规则' }).click()
  await panel.getByText('添加一行').click()
  await page.locator('[data-test="column-working"]').getByText('准入条件还没有写公式。').waitFor()
  await panel.locator('.cm-content').click()
  await page.keyboard.type('hours > 1')
  await panel
    .getByRole('textbox', { name: /否则提示/ })
    .first()
    .fill('工时要超过 1')
  await page.locator('[data-test="column-working"]').getByText('工时要超过 1').waitFor()

  const order = (): Promise<(string | null)[]> =>
    page.locator('[data-test^="column-"]').evaluateAll((all) => all.map((one) => one.getAttribute('data-test')))
  await page
    .locator('[data-test="column-waiting"] .stage-column-top')
    .dragTo(page.locator('[data-test="column-opened"]'))
  expect((await order())[0]).toBe('column-waiting')
  await page.keyboard.press('Control+z')

  // By the keyboard: the stage behind is moved and removed, and undo brings it back.
  await page.locator('[data-test="column-working"] .stage-column-head').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Alt+ArrowRight')
  await page.keyboard.press('Delete')
  await page.locator('[data-test="column-waiting"]').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await page.locator('[data-test="column-waiting"]').waitFor()
  expect(await order()).toEqual(['opened', 'working', 'waiting', 'solved', 'closed'].map((key) => `column-${key}`))

  await page.locator('[data-test="publish"]:enabled').click()
  await page.locator('[data-test="publish-sheet"]').getByText('流程').first().waitFor()
  await page.locator('[data-test="publish-now"]:enabled').click()
  await page.locator('[data-test="published"]').waitFor()

  const id = await make(server(), 'ticket', { name: '漏水' })
  await page.goto(`${url}/a/all/o/ticket/r/${id}`)
  await page.locator('[data-test="stage-next"]').getByText('推进到「处理中」').click()
  const sheet = page.locator('[data-test="stage-sheet"]')
  await sheet.locator('[data-field="hours"] input').fill('1')
  await sheet.getByText('未满足').waitFor()
  await page.locator('[data-test="stage-move"]').click()
  await sheet.getByText('还有准入条件没有满足，没有推进。').waitFor()
  await sheet.locator('[data-field="hours"] input').fill('2')
  await page.locator('[data-test="stage-move"]').click()
  await page.locator('[data-test="stage-bar"][data-stage="working"]').waitFor()
  expect(complaints).toEqual([])
})
