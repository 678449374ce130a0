import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { KeyboardWay } from './support/journey/keyboard-way.js'
import { MouseWay } from './support/journey/mouse-way.js'
import { at } from './support/journey/parts.js'
import type { Way } from './support/journey/way.js'
import { words, type Words } from './support/journey/words.js'
import { saying } from './support/saying.js'
import { useBrowser } from './support/use-browser.js'

/** The clicks a person may spend on the whole way (experience, 5.6). */
const budget = 35

/** From the workbench of a new administrator to the notice and the task that the third device causes. */
async function walk(page: Page, way: Way, own: Words): Promise<void> {
  await way.makeModule()
  await way.layOut()
  expect(await page.locator('[data-test="canvas"] section').count()).toBeGreaterThanOrEqual(2)
  await way.automate()
  await way.fillIn()
  await way.breakDown()
  // The bell rings without a reload.
  await at(page, 'bell').filter({ hasText: /\d/ }).waitFor({ timeout: 20_000 })
  await way.openBell()
  await at(page, 'notification').filter({ hasText: own.devices[2] }).waitFor()
  await way.openTasks()
  await page.getByRole('link', { name: new RegExp(`${own.task}.*${own.devices[2]}`) }).waitFor()
}

describe.each([
  ['mouse', 'zh-CN', MouseWay, budget],
  ['mouse', 'en', MouseWay, budget],
  ['keyboard', 'zh-CN', KeyboardWay, 0],
  ['keyboard', 'en', KeyboardWay, 0],
] as const)('with the %s only, in %s', (_tool, locale, WayOf, most) => {
  // Each begins in a workspace nobody has worked in.
  const { open } = useBrowser()

  test(`a new administrator makes a module, a form with a condition and a workflow, fills in three records, and the notice and the task are there, in ${most} clicks at most`, async () => {
    const { page, complaints } = await open('/', { as: 'admin', locale })
    const way = new WayOf(page, words[locale])
    await saying(page, () => walk(page, way, words[locale]))

    console.info(`${locale}: ${way.clicks} clicks, ${way.keys} keys besides text`)
    expect(way.clicks).toBeLessThanOrEqual(most)
    expect(complaints).toEqual([])
  }, 120_000)
})
