import { beforeAll, expect, test } from '@jest/globals'
import { fillSample } from '../pictures/sample-records.js'
import { useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()
const flow = '/studio/flows/wonFollowUp'

beforeAll(async () => {
  await fillSample(server().admin)
}, 60_000)

test('a press on a step of the canvas shows its settings, a press on a plus what can be added there', async () => {
  const { page, complaints } = await open(flow, { as: 'admin' })
  await page.locator('[data-node="tell"] .flow-node-body').click()
  await page.locator('[data-test="flow-properties"]').getByText('发送通知').first().waitFor()

  await page.locator('[data-slot^="later"]').first().click()
  await page.locator('[data-test="step-menu"]').waitFor()
  expect(complaints).toEqual([])
})

test('a step dragged onto a plus goes there, and undo brings it back', async () => {
  const { page } = await open(flow, { as: 'admin' })
  const later = page.locator('[data-node="later"]')
  await later.waitFor()
  const before = (await later.boundingBox())?.y ?? 0
  const plus = await page.locator('[data-slot^="isLarge"]').first().boundingBox()
  const from = await later.boundingBox()
  if (plus === null || from === null) throw new Error('the step or the plus is not to be seen')
  await page.mouse.move(from.x + 60, from.y + 20)
  await page.mouse.down()
  await page.mouse.move(plus.x + plus.width / 2, plus.y + plus.height / 2, { steps: 12 })
  await page.mouse.up()

  await page.waitForFunction((was) => {
    const box = document.querySelector('[data-node="later"]')?.getBoundingClientRect()
    return box !== undefined && box.y < was - 100
  }, before)
  await page.locator('[data-test="undo"]').click()
  await page.waitForFunction(
    (was) => Math.abs((document.querySelector('[data-node="later"]')?.getBoundingClientRect().y ?? 0) - was) < 4,
    before,
  )
})
