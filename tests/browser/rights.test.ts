import { expect, test } from '@jest/globals'
import { seriousFindings } from './support/axe.js'
import { useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

const bid = {
  kind: 'object',
  key: 'bid',
  label: { 'zh-CN': '商机', en: 'Bid' },
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: { 'zh-CN': '主题', en: 'Subject' }, required: true },
    { key: 'phone', type: 'phone', label: { 'zh-CN': '联系电话', en: 'Phone' } },
    { key: 'level', type: 'text', label: { 'zh-CN': '等级', en: 'Level' } },
    { key: 'cost', type: 'currency', label: { 'zh-CN': '成本', en: 'Cost' } },
  ],
}

const roles = [
  {
    kind: 'role',
    key: 'sales',
    label: { 'zh-CN': '销售', en: 'Sales' },
    grants: [
      {
        object: 'bid',
        actions: ['read', 'create', 'change', 'share'],
        scope: 'own',
        fields: [
          { field: 'cost', access: 'none' },
          { field: 'phone', access: 'masked' },
          { field: 'level', access: 'read' },
        ],
      },
      { object: 'bid', actions: ['read'], otherFields: 'read', fields: [{ field: 'cost', access: 'none' }] },
    ],
  },
]

test('somebody with a role is offered what they may do, shares a record of theirs, and an administrator sees exactly that', async () => {
  const { admin } = server()
  const put = [bid, ...roles].map((document) => ({ op: 'put', document }))
  expect(await admin.post('/api/changes', { changes: put })).toMatchObject({ status: 201 })
  const li = await admin.post('/api/people', {
    email: 'li@sales.example',
    name: '李一',
    password: 'password of li',
    roles: ['sales'],
  })
  const id = String(li.body.id)
  const others = await admin.post('/api/records/bid', { subject: '他人的商机', cost: 5, phone: '13800001234' })
  const own = await admin.post('/api/records/bid', { subject: '自己的商机', owner: id, cost: 7, level: 'A' })
  expect([others.status, own.status]).toEqual([201, 201])

  // The administrator looks as this person: the bar says so, nothing is offered that they may not do.
  const { page, complaints } = await open('/', { as: 'admin' })
  await page.evaluate((key) => {
    sessionStorage.setItem('tessera.as', JSON.stringify({ kind: 'person', key, title: '李一', from: '/me/settings' }))
  }, id)
  await page.goto(`${server().running.url}/a/all/o/bid`)
  await page.locator('[data-test="simulation"]').getByText('正在以「李一」的身份查看').waitFor()
  await page.getByText('自己的商机').first().waitFor()
  expect(await page.getByText('成本').count()).toBe(0)
  expect(await page.locator('[data-test="new"]').count()).toBe(1)
  expect(await seriousFindings(page)).toEqual([])

  await page.goto(`${server().running.url}/a/all/o/bid/r/${String(others.body.id)}`)
  await page.getByRole('heading', { name: '他人的商机' }).waitFor()
  expect(await page.locator('[data-test="edit"]').count()).toBe(0)

  await page.goto(`${server().running.url}/a/all/o/bid/r/${String(own.body.id)}`)
  await page.locator('[data-test="edit"]').waitFor()
  await page.locator('[data-test="more"]').click()
  expect(await page.getByRole('menuitem', { name: '删除' }).count()).toBe(0)
  await page.getByRole('menuitem', { name: '共享' }).click()
  await page.getByText('还没有共享给任何人').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.waitForURL(/\/me\/settings/)

  // Esc is nobody's way out where nobody looks as somebody else.
  await page.keyboard.press('Escape')
  expect(new URL(page.url()).pathname).toBe('/me/settings')
  // As oneself again: who sees the record, and why.
  await page.goto(`${server().running.url}/a/all/o/bid/r/${String(own.body.id)}`)
  await page.locator('[data-test="more"]').click()
  await page.getByRole('menuitem', { name: '共享' }).click()
  await page.locator('[data-test="who-sees"]').getByText('角色「销售」：本人的「商机」').waitFor()
  await page.locator('[data-test="share-with"]').click()
  await page.locator('.el-select-dropdown__item').getByText('李一', { exact: true }).click()
  await page.locator('[data-test="share"]').click()
  await page.getByText('已共享给「李一」').first().waitFor()
  expect(await seriousFindings(page)).toEqual([])

  expect(complaints).toEqual([])
})
