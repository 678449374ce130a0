import { beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { tinyPng } from '../support/form-data.js'
import { seriousFindings } from './support/axe.js'
import { phone, useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

const acceptance = {
  kind: 'object',
  key: 'acceptance',
  label: { 'zh-CN': '验收', en: 'Acceptance' },
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' } },
    { key: 'papers', type: 'file', label: { 'zh-CN': '附件', en: 'Files' }, kinds: ['pdf', 'document'], maxCount: 3 },
    { key: 'photos', type: 'image', label: { 'zh-CN': '现场照片', en: 'Photos' } },
    { key: 'signed', type: 'signature', label: { 'zh-CN': '客户签名', en: 'Signature' } },
  ],
}

const pdf = {
  name: '验收单.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n'),
}
const photo = { name: '机房.png', mimeType: 'image/png', buffer: tinyPng }
const page0 = { name: '假的.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<!doctype html><script></script>') }

const inputOf = (page: Page, field: string) => page.locator(`[data-field="${field}"] input[type="file"]`).first()

beforeAll(async () => {
  const answer = await server().admin.post('/api/changes', { changes: [{ op: 'put', document: acceptance }] })
  expect(answer.status).toBe(201)
})

/** Draws a line across the pad. */
async function sign(page: Page): Promise<void> {
  const box = await page.locator('.signature-canvas').boundingBox()
  if (box === null) throw new Error('there is no pad')
  await page.mouse.move(box.x + 40, box.y + 90)
  await page.mouse.down()
  for (const [x, y] of [
    [90, 40],
    [120, 110],
    [170, 60],
    [240, 100],
  ] as const)
    await page.mouse.move(box.x + x, box.y + y, { steps: 4 })
  await page.mouse.up()
}

test('files are sent while the form is filled in: one that lies is refused, a broken line is tried again, a signature is drawn', async () => {
  const { page, context, complaints } = await open('/a/all/o/acceptance/new', { as: 'admin' })
  await page.getByLabel('名称').fill('一号机房')

  await inputOf(page, 'papers').setInputFiles([pdf, page0])
  await page.getByText('「附件」不接受「假的.pdf」：它的内容是 text/html。').waitFor()
  await context.setOffline(true)
  await inputOf(page, 'photos').setInputFiles(photo)
  await page.getByText('连不上服务器。').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.locator('[data-field="papers"]').getByText('有文件没有上传成功，请重试或移除它。').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await context.setOffline(false)
  await page.locator('[data-field="photos"]').getByRole('button', { name: '重试' }).click()
  await page.getByRole('button', { name: '移除「假的.pdf」' }).click()
  await page.locator('[data-field="photos"]').getByRole('button', { name: '查看图片「机房.png」' }).waitFor()
  await page.getByRole('button', { name: '点这里签名' }).click()
  await sign(page)
  // Saving sends what was drawn and not confirmed.
  await page.keyboard.press('Control+Enter')

  await page.waitForURL(/\/r\/[0-9a-f-]{36}/)
  await page.locator('.inline-field .signature-picture').waitFor()
  const { body } = await server().admin.get('/api/records/acceptance')
  expect((body.records as unknown as object[])[0]).toMatchObject({
    papers: [{ name: '验收单.pdf', type: 'application/pdf' }],
    photos: [{ name: '机房.png', type: 'image/png' }],
    signed: [{ name: '签名.png', type: 'image/png' }],
  })
  await page.getByRole('button', { name: '查看图片「机房.png」' }).click()
  await page.locator('.picture-viewer').getByText('机房.png').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.locator('.picture-viewer').waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})

test('what was uploaded is still there when a form is left and opened again, on a phone too', async () => {
  const { page, complaints } = await open('/a/all/o/acceptance/new', { as: 'admin', size: phone, touch: true })
  await page.getByLabel('名称').fill('二号机房')
  await inputOf(page, 'papers').setInputFiles(pdf)
  await page.locator('[data-field="papers"] a').getByText('验收单.pdf').waitFor()

  await page.goto(`${new URL(page.url()).origin}/a/all/o/acceptance`)
  await page.goto(`${new URL(page.url()).origin}/a/all/o/acceptance/new`)

  await page.locator('[data-field="papers"] a').getByText('验收单.pdf').waitFor()
  expect(await page.getByRole('button', { name: '拍照' }).isVisible()).toBe(true)
  expect(complaints).toEqual([])
})

test('on the page of a record pictures are dropped and pasted, and a signature is drawn anew, in their places', async () => {
  const made = await server().admin.post('/api/records/acceptance', { name: '三号机房' })
  const { page, complaints } = await open(`/a/all/o/acceptance/r/${String(made.body.id)}`, { as: 'admin' })
  const photos = page.locator('.inline-field[data-field="photos"]')
  const signed = page.locator('.inline-field[data-field="signed"]')

  await photos.locator('.inline-field-pencil').click()
  await photos.locator('.files-input').waitFor()
  await page.evaluate(
    (bytes) => {
      const zone = document.querySelector('.files-input')
      const carry = (name: string) => {
        const data = new DataTransfer()
        data.items.add(new File([new Uint8Array(bytes)], name, { type: 'image/png' }))
        return data
      }
      const how = { bubbles: true, cancelable: true }
      zone?.dispatchEvent(new DragEvent('drop', { ...how, dataTransfer: carry('拖来的.png') }))
      zone?.dispatchEvent(new ClipboardEvent('paste', { ...how, clipboardData: carry('image.png') }))
    },
    [...tinyPng],
  )
  // Saving waits for what is on its way.
  await photos.locator('.inline-field-actions button').first().click()
  await page.getByText('已修改「现场照片」').waitFor()
  await signed.locator('.inline-field-pencil').click()
  await page.getByRole('button', { name: '点这里签名' }).click()
  await sign(page)
  await signed.locator('.inline-field-actions button').first().click()
  await page.getByText('已修改「客户签名」').waitFor()

  const { body } = await server().admin.get(`/api/records/acceptance/${String(made.body.id)}`)
  expect(body).toMatchObject({
    photos: [{ name: '拖来的.png' }, { name: '粘贴的图片.png' }],
    signed: [{ name: '签名.png', type: 'image/png' }],
  })
  expect(complaints).toEqual([])
})
