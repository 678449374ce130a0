import type { Page } from 'playwright-core'
import { addressOf, settle, shots, type Shot } from '../../pictures/shots.js'
import { seriousFindings } from './axe.js'
import { saying } from './saying.js'
import { desktop, phone } from './sizes.js'

/** Entry pages have tests of their own; over a popover, or while something is dragged, axe takes what is covered for too small; what answers in the server's place would go on answering. */
const left: ReadonlySet<string> = new Set([
  'bell',
  'list-filter',
  'flow-node',
  'layout-drag',
  'flow-drag',
  'converting',
  'hazards',
])

/** Filled screens that axe can judge. */
export const walkable: readonly Shot[] = shots().filter(
  ({ name, state, isEntry }) => state === 'filled' && isEntry !== true && !left.has(name),
)

/**
 * Visits screens in one tab, as a person does (a tab each would load and compile the application as often), and says what axe
 * finds serious, what is hard to read in the dark, and what scrolls sideways on a phone.
 *
 * @param names sample records that addresses stand for
 */
export async function walkScreens(
  page: Page,
  screens: readonly Shot[],
  url: string,
  names: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const findings: string[] = []
  for (const shot of screens) {
    await saying(page, async () => {
      await page.goto(addressOf(url, shot, names))
      await settle(page, shot, 50)
      await shot.act?.(page)
    })
    const light = await seriousFindings(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    const dark = await seriousFindings(page, ['color-contrast'])
    await page.emulateMedia({ colorScheme: 'light' })
    findings.push(...[...light, ...dark].map((finding) => `${shot.name}: ${finding}`))
    if (shot.path.startsWith('/studio') || shot.isWide === true) continue
    await page.setViewportSize(phone)
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (sideways > 0) findings.push(`${shot.name} scrolls sideways on a phone`)
    await page.setViewportSize(desktop)
  }
  return findings
}
