/**
 * `npm run prove:screens`: axe over every screen and every moment on it, light and dark, and its width on a phone; in Chinese
 * and in English. Prints what was found. Option: --only names (comma).
 */
import { launchChromium } from '../browser/support/chromium.js'
import { desktop } from '../browser/support/sizes.js'
import { walkable, walkScreens } from '../browser/support/walk-screens.js'
import { withWorld } from '../pictures/world.js'

/** Gives the exit code. */
export async function run({ only }: { readonly only?: string } = {}): Promise<number> {
  const screens = walkable.filter(({ name }) => only === undefined || only.split(',').includes(name))
  const browser = await launchChromium()
  try {
    const findings: string[] = []
    // A world each: some moments leave a draft behind.
    for (const locale of ['zh-CN', 'en'])
      await withWorld(true, async ({ url, cookies, names }) => {
        const context = await browser.newContext({ viewport: desktop, locale, reducedMotion: 'reduce' })
        const at = cookies.admin.indexOf('=')
        await context.addCookies([{ name: cookies.admin.slice(0, at), value: cookies.admin.slice(at + 1), url }])
        const page = await context.newPage()
        page.on('pageerror', ({ message }) => findings.push(`${locale}: ${message}`))
        const lines = await walkScreens(page, screens, url, names)
        findings.push(...lines.map((line) => `${locale}: ${line}`))
        await context.close()
      })
    console.log(
      findings.length === 0 ? `${screens.length} screens in two languages: nothing found` : findings.join('\n'),
    )
    return findings.length === 0 ? 0 : 1
  } finally {
    await browser.close()
  }
}
