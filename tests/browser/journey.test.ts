import { expect, test } from '@jest/globals'
import type { Locator, Page } from 'playwright-core'
import { useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()

const words = {
  'zh-CN': {
    module: '设备',
    fields: ['编号', '状态', '负责部门', '购买日期', '价格', '故障描述', '联系电话', '是否在保', '备注'],
    broken: '故障',
    described: '故障描述',
    layout: '布局',
    addOption: '添加选项',
    visibleWhen: '何时显示',
    name: '名称',
    task: '维修',
    devices: ['一号水泵', '二号水泵', '三号水泵'],
  },
  en: {
    module: 'Device',
    fields: [
      'Number',
      'Status',
      'Team',
      'Purchase date',
      'Price',
      'Fault description',
      'Phone',
      'In warranty',
      'Notes',
    ],
    broken: 'Broken',
    described: 'Fault description',
    layout: 'Layout',
    addOption: 'Add an option',
    visibleWhen: 'Shown when',
    name: 'Name',
    task: 'Repair',
    devices: ['Pump one', 'Pump two', 'Pump three'],
  },
} as const

/** The clicks a person may spend on the whole way (experience, 5.6). */
const budget = 35

const at = (page: Page, name: string): Locator => page.locator(`[data-test="${name}"]`)

test.each(['zh-CN', 'en'] as const)(
  'an administrator makes a module, a form with a condition and a workflow; three records later the notice and the task are there (%s)',
  async (locale) => {
    const own = words[locale]
    const { page, complaints } = await open('/studio', { as: 'admin', locale })
    let clicks = 0
    const click = async (target: Locator): Promise<void> => {
      clicks += 1
      await target.click()
    }

    // A module of ten fields: the name field is there, nine are typed one below the other.
    await click(at(page, 'new-module').or(at(page, 'door-blank')).first())
    await at(page, 'new-object-name').fill(own.module)
    await page.keyboard.press('Enter')
    await at(page, 'row-new').waitFor()
    await page.waitForFunction(() => document.activeElement?.closest('[data-test="row-new"]') !== null)
    for (const field of own.fields) {
      await page.keyboard.type(field)
      await page.keyboard.press('Enter')
    }
    await click(at(page, 'row-status').getByText(own.fields[1]))
    await click(page.getByLabel(own.addOption))
    await page.keyboard.type(own.broken)
    await page.keyboard.press('Enter')

    // A form of two sections; the description of the fault is shown only for a broken device.
    await click(page.getByRole('link', { name: own.layout, exact: true }))
    await click(at(page, 'arrange'))
    await click(at(page, 'canvas').getByText(own.described, { exact: true }))
    const key = await optionKey(page, own.module, own.broken)
    await click(page.getByLabel(own.visibleWhen).first())
    await page.keyboard.type(`status = "${key}`)
    await page.keyboard.press('Tab')
    expect(await page.locator('[data-test="canvas"] section').count()).toBeGreaterThanOrEqual(2)

    // The workflow comes from a recipe and is published together with the module.
    await page.goto(`${server().running.url}/studio/flows`)
    await click(at(page, 'recipe-becomesTask').or(at(page, 'new-flow')).first())
    if (await at(page, 'recipe-sheet').isHidden()) await click(at(page, 'recipe-becomesTask'))
    await chooseModule(page, own.module, click)
    await click(page.getByRole('radio', { name: own.broken, exact: true }))
    await at(page, 'recipe-task').fill(own.task)
    await click(at(page, 'recipe-publish'))
    await click(at(page, 'publish-now'))
    await at(page, 'published').waitFor({ timeout: 30_000 })

    // Three records in the generated form, one of them broken.
    const object = await objectKey(own.module)
    for (const device of own.devices) {
      await page.goto(`${server().running.url}/a/all/o/${object}/new`)
      await page.getByLabel(own.name).first().fill(device)
      await page.keyboard.press('Control+Enter')
      await page.waitForURL(/\/r\/[0-9a-f-]{36}/)
    }
    const id = page.url().split('/r/')[1]?.slice(0, 36) ?? ''
    await page.goto(`${server().running.url}/a/all/o/${object}/r/${id}/edit`)
    await page.getByLabel(own.name).first().waitFor()
    expect(await page.getByRole('textbox', { name: own.described }).count()).toBe(0)
    await click(page.getByText(own.broken, { exact: true }).first())
    await page.getByRole('textbox', { name: own.described }).waitFor()
    await page.keyboard.press('Control+Enter')

    // The bell rings without a reload, and the task is there.
    await page.waitForFunction(
      () => /\d/.test(document.querySelector('[data-test="bell"]')?.textContent ?? ''),
      undefined,
      {
        timeout: 20_000,
      },
    )
    await click(at(page, 'bell'))
    await at(page, 'notification').first().waitFor()
    await page.goto(`${server().running.url}/tasks`)
    await page.getByRole('link', { name: new RegExp(`${own.task}.*${own.devices[2]}`) }).waitFor()
    expect(clicks).toBeLessThanOrEqual(budget)
    expect(complaints).toEqual([])
  },
  120_000,
)

/** The key the studio gave an option; a person sees it while choosing, a test reads the saved draft. */
async function optionKey(page: Page, module: string, label: string): Promise<string> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const { body } = await server().admin.get('/api/draft')
    const key = optionIn(JSON.stringify(body), module, label)
    if (key !== undefined) return key
    await page.waitForTimeout(250)
  }
  throw new Error('the option was not saved')
}

function optionIn(draft: string, module: string, label: string): string | undefined {
  const { documents } = JSON.parse(draft) as {
    documents: Record<
      string,
      { document: { label?: unknown; fields?: { options?: { key: string; label: unknown }[] }[] } | null }
    >
  }
  const object = Object.values(documents).find(({ document }) => JSON.stringify(document?.label ?? '').includes(module))
  const options = object?.document?.fields?.flatMap((field) => field.options ?? []) ?? []
  return options.find((option) => JSON.stringify(option.label).includes(label))?.key
}

async function objectKey(module: string): Promise<string> {
  const { body } = await server().admin.get('/api/documents?kind=object')
  const documents = JSON.parse(JSON.stringify(body.documents)) as { key: string; label: unknown }[]
  return documents.find(({ label }) => JSON.stringify(label).includes(module))?.key ?? ''
}

/** The module stands already when there is only one. */
async function chooseModule(page: Page, module: string, click: (target: Locator) => Promise<void>): Promise<void> {
  const chosen = at(page, 'recipe-module')
  await chosen.waitFor()
  if ((await chosen.textContent())?.includes(module) === true) return
  await click(chosen)
  await click(page.getByRole('option', { name: module, exact: true }))
}
