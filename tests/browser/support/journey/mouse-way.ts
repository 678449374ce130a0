import type { Page } from 'playwright-core'
import { Mouse } from './mouse.js'
import { at } from './parts.js'
import type { Way } from './way.js'
import type { Words } from './words.js'

/** The way with the mouse: everything is pressed, text is typed. */
export class MouseWay implements Way {
  private readonly mouse: Mouse
  readonly keys = 0

  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {
    this.mouse = new Mouse(page)
  }

  get clicks(): number {
    return this.mouse.clicks
  }

  async makeModule(): Promise<void> {
    const { page, mouse, words } = this
    await mouse.press(page.getByRole('link', { name: words.newModule }))
    await mouse.line(words.module)
    await at(page, 'row-new').locator('input:focus').waitFor()
    for (const field of words.fields) await mouse.line(field)
    await mouse.press(at(page, 'field-grid').getByText(words.status, { exact: true }))
    await mouse.press(page.getByLabel(words.addOption))
    await mouse.line(words.broken)
  }

  async layOut(): Promise<void> {
    const { page, mouse, words } = this
    await mouse.press(page.getByRole('link', { name: words.layout, exact: true }))
    await mouse.press(at(page, 'arrange'))
    await mouse.press(at(page, 'canvas').getByText(words.described, { exact: true }))
    await mouse.press(page.getByLabel(words.visibleWhen).first())
    // The names people know are typed; what the formula calls them is proposed.
    await mouse.type(words.status)
    await mouse.press(page.getByRole('option', { name: words.status }).first())
    await mouse.type(' = ')
    await mouse.press(page.getByRole('option', { name: words.broken }).first())
  }

  async automate(): Promise<void> {
    const { page, mouse, words } = this
    await mouse.press(page.locator('.designer-header-back'))
    await mouse.press(page.locator('.designer-header-back'))
    await mouse.press(page.getByRole('link', { name: words.flows, exact: true }))
    await mouse.press(at(page, 'recipe-becomesTask'))
    await at(page, 'recipe-module').getByText(words.module).waitFor()
    await mouse.press(page.getByRole('radio', { name: words.broken, exact: true }))
    await mouse.press(at(page, 'recipe-task'))
    await mouse.type(words.task)
    await mouse.press(at(page, 'recipe-publish'))
    await mouse.press(at(page, 'publish-now'))
    await at(page, 'published').waitFor({ timeout: 30_000 })
  }

  async fillIn(): Promise<void> {
    const { page, mouse, words } = this
    await mouse.press(page.getByRole('link', { name: words.openModule }))
    await mouse.press(at(page, 'new'))
    for (const [index, device] of words.devices.entries()) {
      await mouse.type(device)
      if (index < 2) await mouse.press(page.getByRole('button', { name: words.saveAndNew }))
    }
    await mouse.press(at(page, 'save'))
    await page.waitForURL(/\/r\/[0-9a-f-]{36}/)
  }

  async breakDown(): Promise<void> {
    const { page, mouse, words } = this
    await mouse.press(at(page, 'edit'))
    await page.getByLabel(words.name).first().waitFor()
    await mouse.press(page.getByText(words.broken, { exact: true }).first())
    await mouse.press(page.getByRole('textbox', { name: words.described }))
    await mouse.type(words.fault)
    await mouse.press(at(page, 'save'))
  }

  async openBell(): Promise<void> {
    await this.mouse.press(at(this.page, 'bell'))
  }

  async openTasks(): Promise<void> {
    await this.mouse.press(this.page.getByRole('link', { name: this.words.myTasks, exact: true }))
  }
}
