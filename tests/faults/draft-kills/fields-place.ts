import type { Page } from 'playwright-core'
import type { Hand } from './hand.js'
import { at, documentOf, labelText, type Place } from './place.js'

interface Field {
  readonly label: string
  readonly type: string
  readonly isRequired: boolean
  readonly help: string
  readonly options: readonly string[]
}
/** `typing`: the cell that is being typed into and not finished. */
interface Fields {
  readonly fields: readonly Field[]
  readonly typing: { readonly row: number; readonly column: string; readonly text: string } | null
}

const publishedCount = 3
const field = (label: string, type = 'text', options: readonly string[] = []): Field => ({
  label,
  type,
  isRequired: false,
  help: '',
  options,
})

/** The grid of fields with its panel. */
export function fieldsPlace(): Place {
  let model: Fields = { fields: [field('名称'), field('状态', 'select', ['正常']), field('位置')], typing: null }
  const cell = (page: Page, row: number, column: string) =>
    page.locator(`[data-row="${row}"] [data-column="${column}"]`)
  const withField = (row: number, change: Partial<Field>): Fields => ({
    fields: model.fields.map((one, index) => (index === row ? { ...one, ...change } : one)),
    typing: null,
  })
  const rowOf = (hand: Hand): number => hand.whole(model.fields.length)

  /** Types into a cell; Enter makes it one step. */
  async function typeInto(hand: Hand, row: number, column: 'label' | 'help', after: (text: string) => Fields) {
    const text = hand.word()
    await cell(hand.page, row, column).click()
    hand.begin('step')
    const typing = (typed: string): Fields => ({ ...model, typing: { row, column, text: typed } })
    await hand.type(`${column} ${row}:`, text, typing)
    model = after(text)
    await hand.act(`${column} ${row}: Enter`, model, () => hand.page.keyboard.press('Enter'))
  }

  const add = (hand: Hand) =>
    typeInto(hand, model.fields.length, 'label', (text) => ({ fields: [...model.fields, field(text)], typing: null }))

  function rename(hand: Hand) {
    const row = rowOf(hand)
    return typeInto(hand, row, 'label', (label) => withField(row, { label }))
  }

  function explain(hand: Hand) {
    const row = rowOf(hand)
    return typeInto(hand, row, 'help', (help) => withField(row, { help }))
  }

  async function demand(hand: Hand): Promise<void> {
    const row = rowOf(hand)
    hand.begin('step')
    model = withField(row, { isRequired: model.fields[row]?.isRequired !== true })
    await hand.act(`required ${row}`, model, () => cell(hand.page, row, 'required').locator('input').click())
  }

  async function retype(hand: Hand): Promise<void> {
    const row = publishedCount + hand.whole(model.fields.length - publishedCount)
    const type = hand.pick(['number', 'date', 'longText', 'boolean'].filter((one) => one !== model.fields[row]?.type))
    await cell(hand.page, row, 'type').locator('button').click()
    hand.begin('step')
    const isRequired = type === 'boolean' ? false : model.fields[row]?.isRequired === true
    model = withField(row, { type, isRequired })
    await hand.act(`type ${row}: ${type}`, model, () => at(hand.page, `type-${type}`).click())
  }

  async function move(hand: Hand): Promise<void> {
    const row = 1 + hand.whole(model.fields.length - 1)
    await cell(hand.page, row, 'label').click()
    // Moves that follow each other within a moment are one step.
    hand.begin('joined')
    const fields = [...model.fields]
    fields.splice(row - 1, 0, ...fields.splice(row, 1))
    model = { fields, typing: null }
    await hand.act(`move ${row} up`, model, () => hand.page.keyboard.press('Alt+ArrowUp'))
  }

  async function remove(hand: Hand): Promise<void> {
    const row = model.fields.findIndex((one, index) => index >= publishedCount && one.label !== '')
    if (row === -1 || isPublished(model.fields[row])) return
    await cell(hand.page, row, 'label').click()
    hand.begin('step')
    model = { fields: model.fields.filter((_, index) => index !== row), typing: null }
    await hand.act(`remove ${row}`, model, () => hand.page.keyboard.press('Delete'))
  }

  async function addOption(hand: Hand): Promise<void> {
    const row = model.fields.findIndex(({ type }) => type === 'select')
    await cell(hand.page, row, 'label').click()
    const input = hand.page.locator('.options-input-add input')
    await input.click()
    hand.begin('step')
    const label = hand.word()
    await hand.type('option:', label, (text) => ({ ...model, typing: { row, column: 'option', text } }))
    model = withField(row, { options: [...(model.fields[row]?.options ?? []), label] })
    await hand.act(`option ${label}`, model, () => hand.page.keyboard.press('Enter'))
  }

  return {
    name: 'fields',
    path: '/studio/o/device/fields',
    isDesigner: true,
    initial: model,
    isMidway: (state) => (state as Fields).typing !== null,
    ready: (page) => at(page, 'row-new').waitFor(),
    gesture: async (hand) => {
      const draw = hand.random()
      if (draw < 0.3) return add(hand)
      if (draw < 0.42) return rename(hand)
      if (draw < 0.54) return explain(hand)
      if (draw < 0.62) return demand(hand)
      if (draw < 0.7 && model.fields.length > publishedCount && isAllNew()) return retype(hand)
      if (draw < 0.78) return move(hand)
      if (draw < 0.82 && isAllNew()) return remove(hand)
      if (draw < 0.9) return addOption(hand)
      const travelled = await hand.travel()
      if (travelled !== undefined) model = travelled as Fields
      return undefined
    },
    look: async (page, admin) => {
      const document = await documentOf(admin, 'object', 'device')
      const fields = [...(document.fields as unknown as readonly Record<string, unknown>[])].map(fieldOf)
      return { fields, typing: await page.evaluate(readTyping) } satisfies Fields
    },
  }

  /** False once a published field stands among the new ones. */
  function isAllNew(): boolean {
    return model.fields.slice(publishedCount).every((one) => !isPublished(one))
  }

  function isPublished(one: Field | undefined): boolean {
    return one === undefined || !/^[a-z]+$/.test(one.label)
  }
}

function fieldOf(document: Record<string, unknown>): Field {
  const options = (document.options ?? []) as readonly { label: unknown }[]
  return {
    label: labelText(document.label),
    type: String(document.type),
    isRequired: document.required === true,
    help: labelText(document.help),
    options: options.map(({ label }) => labelText(label)),
  }
}

/** Runs in the page: the cell that is open for typing. */
function readTyping(): Fields['typing'] {
  const option = document.querySelector<HTMLInputElement>('.options-input-add input')?.value ?? ''
  const current = document.querySelector<HTMLElement>('.field-row.is-active')?.dataset.row
  if (option !== '') return { row: Number(current), column: 'option', text: option }
  const input = document.querySelector<HTMLInputElement>('.field-row-input:not(.is-nav)')
  const row = input?.closest<HTMLElement>('[data-row]')?.dataset.row
  const column = input?.closest<HTMLElement>('[data-column]')?.dataset.column
  return input === null || row === undefined ? null : { row: Number(row), column: column ?? '', text: input.value }
}
