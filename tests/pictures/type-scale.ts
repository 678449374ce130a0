import type { Page } from 'playwright-core'

/** Sizes and weights of the text on a screen, smallest first, for row 6 of the checklist: `12 13 14 20 px, 400 500 600`. */
export async function typeScale(page: Page): Promise<string> {
  return page.evaluate(() => {
    const sizes = new Set<number>()
    const weights = new Set<number>()
    for (const element of document.querySelectorAll('body *')) {
      const hasText = [...element.childNodes].some(
        ({ nodeType, textContent }) => nodeType === 3 && (textContent ?? '').trim() !== '',
      )
      if (!hasText || !element.checkVisibility() || element.closest('.app-visually-hidden') !== null) continue
      const { fontSize, fontWeight } = getComputedStyle(element)
      sizes.add(parseFloat(fontSize))
      weights.add(Number(fontWeight))
    }
    const sorted = (values: Set<number>): string => [...values].sort((a, b) => a - b).join(' ')
    return `${sorted(sizes)} px, ${sorted(weights)}`
  })
}
