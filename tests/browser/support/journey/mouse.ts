import type { Locator, Page } from 'playwright-core'
import { typing } from './typing.js'

/** A person with the mouse: every press is counted, text is typed where the cursor is. */
export class Mouse {
  clicks = 0

  constructor(readonly page: Page) {}

  async press(target: Locator): Promise<void> {
    this.clicks += 1
    await target.click()
  }

  /** Types where the cursor already stands: a field that nobody pressed and that did not take the cursor is a failure. */
  async type(text: string): Promise<void> {
    await typing(this.page)
    await this.page.keyboard.type(text)
  }

  /** A line of text with Enter behind it. */
  async line(text: string): Promise<void> {
    await this.type(text)
    await this.page.keyboard.press('Enter')
  }
}
