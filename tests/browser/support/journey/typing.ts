import type { Page } from 'playwright-core'

/** Waits until the cursor stands in something that takes text. */
export async function typing(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { activeElement } = document
    return (
      activeElement instanceof HTMLElement &&
      (activeElement.isContentEditable || activeElement.matches('textarea, input:not([type=checkbox], [type=radio])'))
    )
  })
}

/** Where the cursor is, in words, for the message of a step that went astray. */
export async function whereCursorIs(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement: at } = document
    if (at === null || at === document.body) return 'on nothing'
    const name = at.getAttribute('aria-label') ?? at.textContent ?? ''
    return `on ${at.tagName.toLowerCase()} «${name.trim().slice(0, 60)}»`
  })
}
