import type { Page } from 'playwright-core'
import { Keyboard } from './keyboard.js'
import { at } from './parts.js'
import type { Way } from './way.js'
import type { Words } from './words.js'

/** The way without a mouse: Tab and arrows, Enter and Space, and F6 from region to region as `?` shows it. */
export class KeyboardWay implements Way {
  private readonly keyboard: Keyboard
  readonly clicks = 0

  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {
    this.keyboard = new Keyboard(page)
  }

  get keys(): number {
    return this.keyboard.keys
  }

  async makeModule(): Promise<void> {
    const { page, keyboard, words } = this
    await keyboard.use(page.getByRole('link', { name: words.newModule }))
    await keyboard.line(words.module)
    await at(page, 'row-new').locator('input:focus').waitFor()
    for (const field of words.fields) await keyboard.line(field)
    const row = page.getByRole('row').filter({ hasText: words.status })
    await keyboard.reach(row.locator('.is-label input'), 'ArrowUp')
    await keyboard.press('F6')
    await keyboard.fill(page.getByLabel(words.addOption), words.broken)
    await keyboard.press('Enter')
  }

  async layOut(): Promise<void> {
    const { page, keyboard, words } = this
    await keyboard.press('F6')
    await keyboard.use(page.getByRole('link', { name: words.layout, exact: true }))
    await at(page, 'arrange').waitFor()
    await keyboard.reach(at(page, 'arrange'), 'F6')
    await keyboard.press('Enter')
    await keyboard.reach(page.getByRole('treeitem', { name: words.described, exact: true }), 'ArrowDown')
    await keyboard.press('F6')
    await keyboard.fill(page.getByRole('textbox', { name: words.visibleWhen }), words.status)
    await this.#choose(words.status)
    await keyboard.type(` = ${words.broken}`)
    await this.#choose(words.broken)
  }

  /** Takes a proposal of the formula input that is offered for all that was typed: a person sees it before they press Enter. */
  async #choose(name: string): Promise<void> {
    const { page, keyboard } = this
    const list = page.locator('.cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled)')
    await list.getByRole('option', { name, selected: true }).waitFor()
    await page.waitForTimeout(300)
    await list.getByRole('option', { name, selected: true }).waitFor()
    await keyboard.press('Enter')
    await list.waitFor({ state: 'hidden' })
  }

  async automate(): Promise<void> {
    const { page, keyboard, words } = this
    await keyboard.press('F6')
    await keyboard.use(page.locator('.designer-header-back'))
    await at(page, 'field-grid').locator('input:focus').waitFor()
    await keyboard.press('Shift+F6')
    await keyboard.use(page.locator('.designer-header-back'))
    await keyboard.use(page.getByRole('link', { name: words.flows, exact: true }))
    await keyboard.use(at(page, 'recipe-becomesTask'))
    await at(page, 'recipe-module').getByText(words.module).waitFor()
    await keyboard.use(page.getByRole('radio', { name: words.broken, exact: true }))
    await keyboard.fill(at(page, 'recipe-task'), words.task)
    await keyboard.use(at(page, 'recipe-publish'))
    await at(page, 'publish-now').and(page.locator(':enabled')).waitFor()
    await keyboard.use(at(page, 'publish-now'))
    await at(page, 'published').waitFor({ timeout: 30_000 })
  }

  async fillIn(): Promise<void> {
    const { page, keyboard, words } = this
    await keyboard.use(page.getByRole('link', { name: words.openModule }))
    await keyboard.use(at(page, 'new'))
    for (const [index, device] of words.devices.entries()) {
      await keyboard.type(device)
      if (index < 2) await keyboard.use(page.getByRole('button', { name: words.saveAndNew }))
    }
    await keyboard.use(at(page, 'save'))
    await page.waitForURL(/\/r\/[0-9a-f-]{36}/)
  }

  async breakDown(): Promise<void> {
    const { page, keyboard, words } = this
    await keyboard.use(at(page, 'edit'))
    const status = page.getByRole('radiogroup', { name: words.status })
    await keyboard.until('Tab', async () => (await status.locator(':focus').count()) > 0, words.status)
    const broken = status.getByRole('radio', { name: words.broken })
    await keyboard.until('ArrowRight', () => broken.isChecked(), words.broken)
    await keyboard.fill(page.getByRole('textbox', { name: words.described }), words.fault)
    await keyboard.use(at(page, 'save'))
  }

  async openBell(): Promise<void> {
    await this.keyboard.use(at(this.page, 'bell'))
  }

  async openTasks(): Promise<void> {
    await this.keyboard.press('Escape')
    await this.keyboard.use(this.page.getByRole('link', { name: this.words.myTasks, exact: true }))
  }
}
