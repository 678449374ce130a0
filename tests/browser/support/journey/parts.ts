import type { Locator, Page } from 'playwright-core'

/** A part of a screen by its mark. */
export const at = (page: Page, name: string): Locator => page.locator(`[data-test="${name}"]`)
