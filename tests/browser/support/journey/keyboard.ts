import type { Locator, Page } from 'playwright-core'
import { typing, whereCursorIs } from './typing.js'

const most = 60

/** A person with nothing but the keyboard. The keys that lead somewhere are counted, those of text are not. */
export class Keyboard {
  keys = 0

  constructor(readonly page: Page) {}

  async press(key: string): Promise<void> {
    this.keys += 1
    await this.page.keyboard.press(key)
  }

  /** Types where the cursor stands. */
  async type(text: string): Promise<void> {
    await typing(this.page)
    await this.page.keyboard.type(text)
  }

  /** A line of text with Enter behind it. */
  async line(text: string): Promise<void> {
    await this.type(text)
    await this.press('Enter')
  }

  /** Presses a key until something is so, and fails when it never is. */
  async until(key: string, isSo: () => Promise<boolean>, wanted: string): Promise<void> {
    for (let pressed = 0; !(await isSo()); pressed += 1) {
      if (pressed === most)
        throw new Error(
          `${most} times ${key} do not lead to ${wanted}; the cursor is ${await whereCursorIs(this.page)}`,
        )
      await this.press(key)
    }
  }

  /** Presses Tab, or another key that moves on, until something has the focus. */
  async reach(target: Locator, key = 'Tab'): Promise<void> {
    const isFocused = (elements: Element[]): boolean => elements.some((one) => one === document.activeElement)
    await this.until(key, () => target.evaluateAll(isFocused), String(target))
  }

  /** Reaches something that can be pressed, and presses it. */
  async use(target: Locator): Promise<void> {
    await target.waitFor()
    await this.reach(target)
    await this.press('Enter')
  }

  /** Reaches something that text is typed into, and types. */
  async fill(target: Locator, text: string): Promise<void> {
    await target.waitFor()
    await this.reach(target)
    await this.type(text)
  }
}
