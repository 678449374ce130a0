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
const left = ['bell', 'list-filter', 'forbidden', 'missing', 'view', 'app', 'field-panel', 'layout-item', 'flow-node']
const screens = shots().filter(
  ({ name, state, isEntry }) => state === 'filled' && isEntry !== true && !left.includes(name),
)
const isDesigner = ({ path }: Shot): boolean => path.startsWith('/studio')

test.each(screens.map((shot) => [shot.name, shot] as const))(
  '%s has no serious finding of axe, readable contrast in the dark, and no complaint of the browser',
  async (_, shot) => {
    const path = shot.path.replace(/\{(\w+)\}/g, (__, name: string) => names[name] ?? 'none')
    const { page, complaints } = await open(path, { as: 'admin', size: desktop })
    await settle(page, shot)
    await shot.act?.(page)

    expect(await seriousFindings(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    // Colours glide for 180 ms; contrast is measured when they stand.
    await page.waitForTimeout(400)
    expect(await seriousFindings(page, ['color-contrast'])).toEqual([])
    if (!isDesigner(shot) && shot.isWide !== true) {
      await page.setViewportSize(phone)
      expect(await sidewaysOf(page)).toBeLessThanOrEqual(0)
    }
    expect(complaints).toEqual([])
  },
)

function sidewaysOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
}
