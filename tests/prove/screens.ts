/**
 * `npm run prove:screens -- --only list,template-upgrade`: axe over every screen and every moment on it, light and dark, and its
 * width on a phone; in Chinese and in English, in a filled workspace and in one that has nothing yet. Prints what was found.
 */
import type { Browser } from 'playwright-core'
import { launchChromium } from '../browser/support/chromium.js'
import { desktop } from '../browser/support/sizes.js'
import { walkable, walkableBare, walkScreens } from '../browser/support/walk-screens.js'
import type { Shot } from '../pictures/shots.js'
import { withWorld } from '../pictures/world.js'

/** Gives the exit code. */
export async function run({ only }: { readonly only?: string }): Promise<number> {
  const isWanted = ({ name }: Shot): boolean => only === undefined || only.split(',').includes(name)
  const [filled, bare] = [walkable.filter(isWanted), walkableBare.filter(isWanted)]
  const browser = await launchChromium()
  try {
    const findings: string[] = []
    for (const locale of ['zh-CN', 'en'])
      findings.push(
        ...(await walkWorld(browser, locale, filled, true)),
        ...(await walkWorld(browser, locale, bare, false)),
      )
    const walked = filled.length + bare.length
    console.log(findings.length === 0 ? `${walked} screens in two languages: nothing found` : findings.join('\n'))
    return findings.length === 0 && walked > 0 ? 0 : 1
  } finally {
    await browser.close()
  }
}

/** In a world of its own: some moments leave a draft behind. */
async function walkWorld(
  browser: Browser,
  locale: string,
  screens: readonly Shot[],
  isFilled: boolean,
): Promise<readonly string[]> {
  if (screens.length === 0) return []
  return withWorld(isFilled, async ({ url, cookies, names }) => {
    const context = await browser.newContext({ viewport: desktop, locale, reducedMotion: 'reduce' })
    const at = cookies.admin.indexOf('=')
    await context.addCookies([{ name: cookies.admin.slice(0, at), value: cookies.admin.slice(at + 1), url }])
    const page = await context.newPage()
    const findings: string[] = []
    page.on('pageerror', ({ message }) => findings.push(message))
    findings.push(...(await walkScreens(page, screens, url, names)))
    await context.close()
    return findings.map((line) => `${locale}: ${line}`)
  })
}
