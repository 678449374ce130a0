import { expect, test } from '@jest/globals'
import { seriousFindings } from './support/axe.js'
import { useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

const both = (zh: string, en: string): object => ({ 'zh-CN': zh, en })
const documents = [
  {
    kind: 'object',
    key: 'client',
    label: both('客户', 'Client'),
    fields: [
      { key: 'name', type: 'text', label: both('名称', 'Name'), required: true },
      { key: 'phone', type: 'phone', label: both('电话', 'Phone'), masked: 'phone' },
      { key: 'fax', type: 'phone', label: both('传真', 'Fax') },
      {
        key: 'level',
        type: 'select',
        label: both('级别', 'Level'),
        options: [
          { key: 'vip', label: both('重点客户', 'Key client'), color: 'amber' },
          { key: 'plain', label: both('普通', 'Plain'), color: 'gray' },
        ],
      },
    ],
  },
  {
    kind: 'object',
    key: 'lead',
    label: both('线索', 'Lead'),
    fields: [
      { key: 'name', type: 'text', label: both('名称', 'Name'), required: true },
      { key: 'client', type: 'lookup', label: both('客户', 'Client'), target: 'client' },
      { key: 'amount', type: 'currency', label: both('预计金额', 'Amount'), capitals: true },
      { key: 'level', type: 'related', label: both('客户级别', 'Level of the client'), path: 'client.level' },
      {
        key: 'score',
        type: 'score',
        label: both('线索评分', 'Score'),
        maximum: 80,
        contributions: [
          { label: both('重点客户', 'Key client'), when: 'level = "vip"', points: 50 },
          { label: both('金额 10 万以上', 'More than 100,000'), when: 'amount >= 100000', points: 40 },
          { label: both('没有客户', 'No client'), when: 'ISBLANK(client)', points: -10 },
        ],
      },
    ],
  },
]

async function aLead(): Promise<{ lead: string; client: string }> {
  const { admin } = server()
  const changes = documents.map((document) => ({ op: 'put', document }))
  expect(await admin.post('/api/changes', { changes })).toMatchObject({ status: 201 })
  const { body: client } = await admin.post('/api/records/client', { name: '北辰', phone: '13800001234', level: 'vip' })
  const { body: lead } = await admin.post('/api/records/lead', { name: '冷库', client: client.id, amount: 120000.05 })
  await admin.post('/api/records/lead', { name: '货架' })
  return { lead: String(lead.id), client: String(client.id) }
}

test('a field of a related record looks like its source, a score says what it is made of, an amount is written in capitals, and a path is chosen by clicking', async () => {
  const { lead, client } = await aLead()
  const { page, complaints, url } = await open(`/a/all/o/lead/r/${lead}`, { as: 'admin' })
  const field = (key: string) => page.locator(`.inline-field[data-field="${key}"]`)
  await field('level').locator('.value-tag.is-amber').getByText('重点客户').waitFor()
  await field('amount').getByText('壹拾贰万元零伍分').waitFor()
  await field('score').getByText('80', { exact: true }).waitFor()
  await field('score').getByText('得分明细（2 / 3 项计入）').click()
  await field('score').getByText('合计 90，最高 80').waitFor()
  expect(await seriousFindings(page)).toEqual([])

  await page.goto(`${url}/a/all/o/lead?filter=${encodeURIComponent('level in ["vip"] and score >= 50')}`)
  await page.getByText('冷库').waitFor()
  expect(await page.getByText('货架').count()).toBe(0)
  await page.locator('[data-test="filter-chip"]').first().getByText('重点客户').waitFor()

  await page.goto(`${url}/a/all/o/client`)
  await page.getByText('138****1234').waitFor()
  await page.goto(`${url}/a/all/o/client/r/${client}`)
  await field('phone').getByText('138****1234').waitFor()
  await field('phone').locator('[data-test="reveal"]').click()
  await field('phone').getByText('138 0000 1234').waitFor()
  expect(await seriousFindings(page)).toEqual([])

  await page.goto(`${url}/studio/o/lead/fields?field=level`)
  await page.locator('[data-test="path-step-1"]').click()
  await page.getByRole('option', { name: /^电话/ }).click()
  await page.locator('[data-test="path-step-1"]').getByText('电话', { exact: true }).waitFor()
  await page.goto(`${url}/studio/o/lead/fields?field=score`)
  await page.locator('[data-test="property-contributions"]').getByText('添加一行').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  expect(complaints).toEqual([])
})
