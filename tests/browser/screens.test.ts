import { beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { fillSample } from '../pictures/sample-records.js'
import { settle, shots, type Shot } from '../pictures/shots.js'
import { seriousFindings } from './support/axe.js'
import { desktop, phone, useBrowser } from './support/use-browser.js'

const { open, server } = useBrowser()
let names: Readonly<Record<string, string>> = {}

beforeAll(async () => {
  names = { ...(await fillSample(server().admin)), revision: '4' }
}, 60_000)

/** Entry pages have tests of their own; over a popover axe takes what it covers for too small. */
const left: readonly string[] = [
  'bell',
  'list-filter',
  'forbidden',
  'missing',
  'view',
  'app',
  'field-panel',
  'layout-item',
  'flow-node',
  'layout-drag',
  'flow-drag',
]
const screens = shots().filter(
  ({ name, state, isEntry }) => state === 'filled' && isEntry !== true && !left.includes(name),
)
const isDesigner = ({ path }: Shot): boolean => path.startsWith('/studio')

test('no screen has a serious finding of axe, hard-to-read colours in the dark, or a complaint of the browser', async () => {
  // One tab for all of them, as a person has: a tab each would load and compile the application thirty times.
  const { page, complaints, url } = await open('/', { as: 'admin', size: desktop })
  const findings: string[] = []
  for (const shot of screens) {
    const path = shot.path.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? 'none')
    await page.goto(`${url}${path}`)
    await settle(page, shot, 50)
    await shot.act?.(page)
    const light = await seriousFindings(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    // Colours glide for 180 ms; contrast is measured when they stand.
    await page.waitForTimeout(300)
    const dark = await seriousFindings(page, ['color-contrast'])
    await page.emulateMedia({ colorScheme: 'light' })
    findings.push(...[...light, ...dark].map((finding) => `${shot.name}: ${finding}`))
    if (!isDesigner(shot) && shot.isWide !== true) {
      await page.setViewportSize(phone)
      if ((await sidewaysOf(page)) > 0) findings.push(`${shot.name} scrolls sideways on a phone`)
      await page.setViewportSize(desktop)
    }
  }
  expect(findings).toEqual([])
  expect(complaints).toEqual([])
}, 240_000)

function sidewaysOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
}
