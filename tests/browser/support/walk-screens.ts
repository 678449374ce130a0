import type { Page } from 'playwright-core'
import { addressOf, settle, shots, type Shot } from '../../pictures/shots.js'
import { seriousFindings } from './axe.js'
import { saying } from './saying.js'
import { desktop, phone } from './sizes.js'

/** Over a popover, or while something is dragged, axe takes what is covered for too small; the last two are higher than any screen. */
const left: ReadonlySet<string> = new Set([
  'bell',
  'list-filter',
  'flow-node',
  'layout-drag',
  'flow-drag',
  'converting',
  'hazards',
])

const judged = shots().filter(
  ({ name, state, isByAct, isEntry }) =>
    (state === 'filled' || isByAct === true) && isEntry !== true && !left.has(name),
)

/** Screens that axe can judge: filled ones, and states that come about on them. Entry pages have tests of their own. */
export const walkable: readonly Shot[] = judged.filter(({ isBare }) => isBare !== true)

/** Those of a workspace that has nothing yet. */
export const walkableBare: readonly Shot[] = judged.filter(({ isBare }) => isBare === true)

/** Designers are for wide screens; whatever else is there fits a phone. */
const isForPhones = ({ path, isWide }: Shot): boolean =>
  isWide !== true && (!path.startsWith('/studio') || path.startsWith('/studio/templates'))

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
    if (isForPhones(shot)) {
      await page.setViewportSize(phone)
      findings.push(...(await page.evaluate(tooWide)).map((one) => `${shot.name} is too wide for a phone: ${one}`))
      await page.setViewportSize(desktop)
    }
    // What answered in the server's place, and what a tab remembers of it, is of this screen alone.
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.evaluate(() => {
      sessionStorage.clear()
    })
  }
  return findings
}

/** What makes a page, or the column of a screen that scrolls by itself, scroll sideways; wide tables scroll in a box that is theirs. */
function tooWide(): readonly string[] {
  return [document.documentElement, ...document.querySelectorAll('main, [role="dialog"]')]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
    .map((one) => `${one.tagName.toLowerCase()}.${one.className} by ${one.scrollWidth - one.clientWidth} px`)
}
