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

test('a field of 10,500 records is converted in the background: how far it is, and what was published, is seen', async () => {
  const { admin, pool } = server()
  const big = {
    kind: 'object',
    key: 'ledger',
    label: { 'zh-CN': '流水', en: 'Ledger' },
    fields: [
      { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' } },
      { key: 'total', type: 'text', label: { 'zh-CN': '金额', en: 'Amount' } },
    ],
  }
  expect(await admin.post('/api/changes', { changes: [{ op: 'put', document: big }] })).toMatchObject({ status: 201 })
  const { rows } = await pool.query<{ name: string }>(
    `SELECT p.name FROM ws_main.physical AS p JOIN ws_main.physical AS t ON t.object_id = p.object_id
     WHERE t.kind = 'table' AND t.name LIKE 'ledger%' AND (p.kind = 'table' OR p.name LIKE 'total%') ORDER BY p.kind DESC`,
  )
  const [table, column] = rows.map(({ name }) => `"${name}"`)
  await pool.query(
    `INSERT INTO ws_main.${table} (id, created_at, updated_at, ${column})
     SELECT gen_random_uuid(), now(), now(), CASE WHEN n = 7 THEN '面议' ELSE n::text END FROM generate_series(1, 10500) AS n`,
  )
  // A reader of the table keeps the job waiting until the screen was seen.
  const report = await pool.connect()
  await report.query(`BEGIN; LOCK TABLE ws_main.${table} IN ACCESS SHARE MODE`)
  const { page, complaints } = await open('/studio/o/ledger/fields?field=total', { as: 'admin' })
  await page.locator('[data-test="panel-type"]').click()
  await page.locator('[data-test="type-number"]').click()
  await page.locator('[data-test="consequence-confirm"]').click()
  await page.locator('[data-test="publish"]:enabled').click()
  await page.locator('.plan-impact-steps').getByText('后台进行').first().waitFor()
  await page.locator('.hazard-item input[type="checkbox"]').check()
  await page.locator('[data-test="publish-now"]:enabled').click()

  await page.locator('[data-test="converting"]').getByText('正在后台准备，完成后自动发布').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.locator('[data-test="publish-sheet"]').waitFor({ state: 'hidden' })
  await page.reload()
  await page.locator('[data-test="publish"]').getByText('正在准备发布…').click()
  await report.query('COMMIT')
  report.release()
  await page.locator('[data-test="published"]').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('「金额」有 1 个值没能从「单行文本」转换为「数字」。').waitFor()
  expect(await page.locator('[data-test="publish"]').isDisabled()).toBe(true)
  expect(complaints).toEqual([])
})

test('an option that is removed hands its records to another one, as the dialog says before', async () => {
  const { admin } = server()
  const option = (key: string, zh: string, en: string): object => ({ key, label: { 'zh-CN': zh, en } })
  const deal = {
    kind: 'object',
    key: 'deal',
    label: { 'zh-CN': '商机', en: 'Deal' },
    fields: [
      { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' } },
      {
        key: 'stage',
        type: 'select',
        label: { 'zh-CN': '阶段', en: 'Stage' },
        options: [
          option('lead', '线索', 'Lead'),
          option('talk', '洽谈', 'Talks'),
          option('former', '旧阶段', 'Former'),
        ],
      },
    ],
  }
  expect(await admin.post('/api/changes', { changes: [{ op: 'put', document: deal }] })).toMatchObject({ status: 201 })
  for (const stage of ['lead', 'former', 'former']) await admin.post('/api/records/deal', { name: '北辰', stage })
  const { page, complaints } = await open('/studio/o/deal/fields?field=stage', { as: 'admin' })

  await page
    .locator('.options-input-row')
    .nth(2)
    .getByRole('button', { name: /删除|移除/ })
    .click()
  await page.locator('[data-test="consequence-confirm"]').click()
  const removed = page.locator('[data-test="removed-former"]')
  await removed.getByText('已移除「旧阶段」').waitFor()
  await removed.locator('select').selectOption('talk')
  expect(await seriousFindings(page)).toEqual([])
  await page.locator('[data-test="publish"]:enabled').click()
  await page.getByText('2 条记录的选项「旧阶段」将改为「洽谈」，撤销可恢复。').waitFor()
  await page.locator('[data-test="publish-now"]:enabled').click()
  await page.locator('[data-test="published"]').waitFor()

  const { body } = await admin.get('/api/records/deal?sort=createdAt')
  expect((body.records as unknown as { stage: string }[]).map(({ stage }) => stage)).toEqual(['lead', 'talk', 'talk'])
  expect(complaints).toEqual([])
})
