import { describe, expect, test } from '@jest/globals'
import type { TemplatePackage } from '@tessera/metadata'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { seriousFindings } from './support/axe.js'
import { repairTemplate } from './support/repair-template.js'
import { phone, useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

const at = (page: Page, name: string) => page.locator(`[data-test="${name}"]`).first()
const has = (page: Page, name: string) => at(page, name).evaluate((one) => one === document.activeElement)
const fileOf = (content: unknown, name = 'repairs.json') => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
})
const withDocument = (pack: TemplatePackage, index: number, changes: object): unknown => ({
  ...pack,
  documents: pack.documents.map((document, place) => (place === index ? { ...document, ...changes } : document)),
})

interface Wire {
  readonly kind: string
  readonly key: string
  readonly label: unknown
  readonly fields: readonly { readonly key: string; readonly label: unknown }[]
}

async function documentsOf(kind: string): Promise<readonly Wire[]> {
  const answer = await server().admin.get('/api/documents')
  const { documents } = answer.body as unknown as { documents: readonly Wire[] }
  return documents.filter((one) => one.kind === kind)
}
async function fieldLabel(object: string, field: string): Promise<unknown> {
  const found = (await documentsOf('object')).find(({ key }) => key === object)
  return found?.fields.find(({ key }) => key === field)?.label
}
/** What a customer does to a module after it was installed. */
async function customise(object: string, change: (document: Wire) => object): Promise<void> {
  const found = (await documentsOf('object')).find(({ key }) => key === object)
  if (found === undefined) throw new Error(`no ${object}`)
  const answer = await server().admin.post('/api/changes', { changes: [{ op: 'put', document: change(found) }] })
  expect(answer.status).toBe(201)
}
const renamed = (document: Wire, field: string, label: string): Wire => ({
  ...document,
  fields: document.fields.map((one) => (one.key === field ? { ...one, label: { 'zh-CN': label, en: label } } : one)),
})

/** One story of one workspace: each test goes on where the one before it ended. */
describe('a template', () => {
  test('with something wrong is refused whole, with the place of every problem, and nothing of it is kept', async () => {
    const { page, complaints } = await open('/studio/templates', { as: 'admin' })
    await at(page, 'upload').click()
    await at(page, 'template-file').setInputFiles(fileOf('{"format": 1, "mani', 'half.json'))
    await at(page, 'upload-refused').getByText('不是完整的 JSON').waitFor()

    const broken = withDocument(repairTemplate('1.0.0'), 2, { filter: 'device.levle = "a"' })
    await at(page, 'template-file').setInputFiles(fileOf(broken))
    await at(page, 'package-problems').getByText('视图「重要设备的报修」').first().waitFor()
    expect(await seriousFindings(page)).toEqual([])
    const { body } = await server().admin.get('/api/templates')
    expect((body as unknown as { templates: { key: string }[] }).templates.map(({ key }) => key)).not.toContain(
      'repairs',
    )
    expect(complaints).toEqual([])
  })

  test('is uploaded, says what it promises, and installed beside a module whose key it wanted', async () => {
    const { admin } = server()
    const mine = {
      ...{ kind: 'object', key: 'device', label: { 'zh-CN': '我的设备', en: 'My devices' }, titleField: 'name' },
      fields: [{ key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' } }],
    }
    expect((await admin.post('/api/changes', { changes: [{ op: 'put', document: mine }] })).status).toBe(201)
    const { page, complaints } = await open('/studio/templates', { as: 'admin' })
    await at(page, 'upload').click()
    await at(page, 'template-file').setInputFiles(fileOf(repairTemplate('1.0.0')))

    await page.waitForURL(/\/studio\/templates\/repairs$/)
    await at(page, 'scenarios').getByText('每台设备的报修都能找到设备。').waitFor()
    expect(await seriousFindings(page)).toEqual([])

    await at(page, 'install').click()
    await at(page, 'taken').getByText('模板的另建一份').waitFor()
    await at(page, 'sample-yes').check()
    expect(await seriousFindings(page)).toEqual([])
    await at(page, 'install-now').click()
    await at(page, 'open').click({ timeout: 30_000 })
    await page.getByText('空压机').first().waitFor()
    expect((await documentsOf('object')).find(({ key }) => key === 'device')?.label).toEqual(mine.label)
    expect(complaints).toEqual([])
  }, 120_000)

  test('is held to its sentences, carried out with the configuration of today', async () => {
    const { page, complaints } = await open('/studio/templates/repairs', { as: 'admin' })
    await at(page, 'run-scenarios').click()
    await at(page, 'scenario-summary').getByText('1 条全部通过').waitFor({ timeout: 60_000 })
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints).toEqual([])
  }, 90_000)

  test('is upgraded with each conflict decided by a person, keeps what is theirs, and can be undone', async () => {
    const { admin } = server()
    const own = (await documentsOf('object')).find(({ label }) => JSON.stringify(label).includes('"设备"'))?.key ?? ''
    await customise(own, (document) => ({
      ...renamed(document, 'level', '重要程度'),
      fields: [
        ...renamed(document, 'level', '重要程度').fields,
        { key: 'price', type: 'currency', label: { 'zh-CN': '购入价', en: 'Price' } },
      ],
    }))
    await customise('repair', (document) => renamed(document, 'subject', '故障'))
    const sent = await admin.post('/api/templates', { ...repairTemplate('2.0.0') })
    expect(sent.body).toMatchObject({ problems: [] })

    const { page, complaints } = await open('/studio/templates', { as: 'admin' })
    await at(page, 'template-repairs').getByText('可升级到 2.0.0').waitFor()
    await at(page, 'template-repairs').getByRole('link', { name: '设备报修' }).click()
    await at(page, 'upgrade').click()
    const conflicts = at(page, 'conflicts')
    await conflicts.getByText('已决定 0 / 2').waitFor()
    await conflicts.getByText('重要程度', { exact: true }).waitFor()
    expect(await at(page, 'upgrade-now').isDisabled()).toBe(true)
    expect(await at(page, 'kept').getByText('购入价').count()).toBe(1)
    expect(await at(page, 'moved').getByText('序列号').count()).toBe(1)
    expect(await seriousFindings(page)).toEqual([])
    // By the keyboard alone: to the first open place, its side, on to the next place and its other side, and down to the foot.
    await at(page, 'seek').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Space')
    await conflicts.getByText('已决定 1 / 2').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await conflicts.getByText('已决定 2 / 2').waitFor()
    await page.locator('[data-test="upgrade-now"]:enabled').waitFor()
    // The plan was looked up anew; the cursor is where it was.
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).dataset.test)).toMatch(/-theirs$/)
    for (let stops = 0; stops < 12 && !(await has(page, 'upgrade-now')); stops += 1) await page.keyboard.press('Tab')
    expect(await has(page, 'upgrade-now')).toBe(true)
    await page.keyboard.press('Enter')

    await at(page, 'upgraded').getByText('已升级到 2.0.0').waitFor({ timeout: 30_000 })
    expect(await fieldLabel(own, 'level')).toMatchObject({ 'zh-CN': '重要程度' })
    expect(await fieldLabel('repair', 'subject')).toMatchObject({ 'zh-CN': '问题' })
    expect(await fieldLabel(own, 'serial')).toBeDefined()
    expect(await fieldLabel(own, 'price')).toBeDefined()

    await at(page, 'undo-upgrade').click()
    await at(page, 'undone').waitFor({ timeout: 30_000 })
    expect(await fieldLabel('repair', 'subject')).toMatchObject({ 'zh-CN': '故障' })
    expect(await fieldLabel(own, 'serial')).toBeUndefined()
    expect(complaints).toEqual([])
  }, 120_000)

  test('loses its sample data as one set, and goes without a trace in the configuration', async () => {
    const { page, complaints } = await open('/studio/templates/repairs', { as: 'admin' })
    await at(page, 'sample-here').getByText('还有 5 条示例记录').waitFor()
    const { admin } = server()
    expect((await admin.post('/api/records/repair', { subject: '我自己的' })).status).toBe(201)
    await at(page, 'uninstall').click()
    await at(page, 'removed-modules').getByText('共 6 条记录，其中 1 条不是示例数据。').waitFor()
    expect(await at(page, 'confirm-uninstall').isDisabled()).toBe(true)
    await at(page, 'accept-removal').check()
    expect(await at(page, 'confirm-uninstall').isEnabled()).toBe(true)
    await page.keyboard.press('Escape')

    await at(page, 'remove-sample').click()
    await at(page, 'confirm').click()
    await page.getByText('示例数据已移除').first().waitFor({ timeout: 30_000 })
    expect(await at(page, 'remove-sample').count()).toBe(0)

    await at(page, 'uninstall').click()
    await at(page, 'uninstall-sheet').getByText('会移除').waitFor()
    await at(page, 'removed-modules').getByText('共 1 条记录，都是你们自己的。').waitFor()
    await at(page, 'accept-removal').check()
    expect(await seriousFindings(page)).toEqual([])
    await page.locator('[data-test="confirm-uninstall"]:enabled').click()
    await page.getByText('「设备报修」已卸载').waitFor({ timeout: 30_000 })
    expect((await documentsOf('object')).map(({ key }) => key)).toContain('device')
    expect((await documentsOf('object')).map(({ key }) => key)).not.toContain('repair')
    expect((await documentsOf('role')).map(({ key }) => key)).not.toContain('keeper')
    expect(complaints).toEqual([])
  }, 120_000)

  test('is packed of modules of the workspace, what they stand on along with them, and installs where it is brought', async () => {
    const visit = {
      ...{ kind: 'object', key: 'visit', label: { 'zh-CN': '巡检', en: 'Visit' }, titleField: 'subject' },
      fields: [
        { key: 'subject', type: 'text', label: { 'zh-CN': '主题', en: 'Subject' } },
        { key: 'device', type: 'lookup', label: { 'zh-CN': '设备', en: 'Device' }, target: 'device' },
      ],
    }
    expect((await server().admin.post('/api/changes', { changes: [{ op: 'put', document: visit }] })).status).toBe(201)
    const { page, complaints } = await open('/studio/templates/new', { as: 'admin' })
    await at(page, 'pack-object/visit').check()
    await page.getByText('巡检用到它，自动加入').waitFor()
    await at(page, 'check-pack').click()
    await page.getByText('还有 3 项信息要填写').waitFor()
    await at(page, 'pack-titleZh').fill('设备巡检')
    await at(page, 'pack-summaryZh').fill('巡检记录和设备。')
    await at(page, 'pack-key').fill('inspection')
    await at(page, 'check-pack').click()
    await at(page, 'pack-clean').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    const downloading = page.waitForEvent('download')
    await at(page, 'download-pack').click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('inspection-1.0.0.json')
    const packed = JSON.parse(await readFile(await download.path(), 'utf8')) as TemplatePackage
    expect(packed.documents.map(({ kind, key }) => `${kind}/${key}`).sort()).toEqual(['object/device', 'object/visit'])

    await page.goto(`${server().running.url}/studio/templates?panel=upload`)
    await at(page, 'template-file').setInputFiles(fileOf(packed, 'inspection-1.0.0.json'))
    await page.waitForURL(/\/studio\/templates\/inspection$/)
    await at(page, 'install').click()
    await page.locator('[data-test="install-now"]:enabled').click()
    await page.getByText('「设备巡检」已安装').waitFor({ timeout: 30_000 })
    expect(complaints).toEqual([])
  }, 120_000)

  test('is for people with the right to it; others are told whom to ask', async () => {
    const { page, complaints } = await open('/studio/templates', { as: 'nobody' })
    await page.getByText('缺少「模板」权限').waitFor()
    expect(complaints).toEqual([])
  })

  test('fits a phone, without scrolling sideways', async () => {
    const { page } = await open('/studio/templates', { as: 'admin', size: phone, touch: true })
    await at(page, 'template-inspection').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await seriousFindings(page)).toEqual([])
  })
})
