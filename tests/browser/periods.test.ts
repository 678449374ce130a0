import { expect, test } from '@jest/globals'
import { seriousFindings } from './support/axe.js'
import { useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

const room = {
  kind: 'object',
  key: 'room',
  label: { 'zh-CN': '会议室', en: 'Room' },
  fields: [{ key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' } }],
}
const booking = {
  kind: 'object',
  key: 'booking',
  label: { 'zh-CN': '预订', en: 'Booking' },
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: { 'zh-CN': '主题', en: 'Subject' } },
    { key: 'room', type: 'lookup', target: 'room', label: { 'zh-CN': '会议室', en: 'Room' } },
    { key: 'startsAt', type: 'dateTime', label: { 'zh-CN': '开始', en: 'Start' } },
    { key: 'endsAt', type: 'dateTime', label: { 'zh-CN': '结束', en: 'End' } },
  ],
}

test('periods are kept apart with one press, what overlaps already is said before, and a form says that the room is taken', async () => {
  const { admin } = server()
  const changes = [room, booking].map((document) => ({ op: 'put', document }))
  expect(await admin.post('/api/changes', { changes })).toMatchObject({ status: 201 })
  const { id } = (await admin.post('/api/records/room', { name: '一号会议室' })).body
  for (const [name, hour] of [
    ['晨会', 1],
    ['评审', 2],
  ] as const) {
    const period = { startsAt: `2026-11-30T0${hour}:00:00Z`, endsAt: `2026-11-30T0${hour + 1}:30:00Z` }
    expect(await admin.post('/api/records/booking', { name, room: id, ...period })).toMatchObject({ status: 201 })
  }
  const { page, url, complaints } = await open('/studio/o/booking/fields', { as: 'admin' })
  await page.getByText('规则', { exact: true }).first().click()
  await page.locator('[data-test="add-overlap"]').click()
  await page.locator('[data-test="overlap-0"]').getByText('会议室').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.locator('[data-test="publish"]:enabled').click()
  await page.locator('.hazard-item').getByText('2026-11-30 10:00 – 2026-11-30 11:30').waitFor()
  await page.locator('.hazard-item input[type="checkbox"]').check()
  await page.locator('[data-test="publish-now"]:enabled').click()
  await page.locator('[data-test="published"]').waitFor()

  await page.goto(`${url}/a/all/o/booking/new`)
  const input = (key: string) => page.locator(`[data-field="${key}"] input`).first()
  await input('name').fill('周会')
  await input('room').fill('一号')
  await page.locator('.combo-line', { hasText: '一号会议室' }).click()
  await input('startsAt').fill('2026-11-30 9:30')
  await input('endsAt').fill('2026-11-30 10:15')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.locator('[data-field="startsAt"]').getByText('「会议室」在这个时段已被占用。').waitFor()
  await input('startsAt').fill('2026-11-30 14:00')
  await input('endsAt').fill('2026-11-30 15:00')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.locator('.inline-field').first().waitFor()
  expect(complaints).toEqual([])
})
