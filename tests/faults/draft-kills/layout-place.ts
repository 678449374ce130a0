import { layoutFields } from './documents.js'
import type { Hand } from './hand.js'
import { at, documentOf, labelText, type Place } from './place.js'

interface Item {
  readonly field: string
  readonly requiredWhen: string
}
interface Section {
  readonly label: string
  readonly items: readonly Item[]
}
interface Layout {
  readonly sections: readonly Section[]
  /** Labels of the object's fields, by key. */
  readonly labels: Readonly<Record<string, string>>
  /** The name that is being typed over on the canvas. */
  readonly naming: string | null
}

/** The layout of a form: things placed, moved, taken away, named and given conditions. */
export function layoutPlace(): Place {
  const section = (label: string, fields: readonly string[]): Section => ({
    label,
    items: fields.map((field) => ({ field, requiredWhen: '' })),
  })
  let model: Layout = {
    sections: [section('上', layoutFields.slice(0, 4)), section('下', layoutFields.slice(4, 6))],
    labels: Object.fromEntries(layoutFields.map((key) => [key, `字段 ${key}`])),
    naming: null,
  }
  const withItems = (place: number, items: readonly Item[]): Layout => ({
    ...model,
    sections: model.sections.map((one, index) => (index === place ? { ...one, items } : one)),
    naming: null,
  })
  const itemsAt = (place: number): readonly Item[] => model.sections[place]?.items ?? []

  /** An item that is selected, by a click on its value. */
  async function selected(hand: Hand, least: number): Promise<{ place: number; index: number } | undefined> {
    const places = model.sections.map((_, place) => place).filter((place) => itemsAt(place).length >= least)
    if (places.length === 0) return undefined
    const place = hand.pick(places)
    const index = hand.whole(itemsAt(place).length)
    await at(hand.page, `item-${itemsAt(place)[index]?.field}`)
      .locator('.canvas-item-value')
      .click({ force: true })
    return { place, index }
  }

  async function move(hand: Hand): Promise<void> {
    const found = await selected(hand, 2)
    if (found === undefined) return
    const { place, index } = found
    const isUp = index > 0
    hand.begin('step')
    const items = [...itemsAt(place)]
    items.splice(isUp ? index - 1 : index + 1, 0, ...items.splice(index, 1))
    model = withItems(place, items)
    await hand.act(`move ${place}/${index} ${isUp ? 'up' : 'down'}`, model, () =>
      hand.page.keyboard.press(isUp ? 'Alt+ArrowUp' : 'Alt+ArrowDown'),
    )
  }

  async function remove(hand: Hand): Promise<void> {
    const found = await selected(hand, 2)
    if (found === undefined) return
    const { place, index } = found
    hand.begin('step')
    model = withItems(
      place,
      itemsAt(place).filter((_, other) => other !== index),
    )
    await hand.act(`remove ${place}/${index}`, model, () => hand.page.keyboard.press('Delete'))
  }

  async function put(hand: Hand): Promise<void> {
    const placed = new Set(model.sections.flatMap(({ items }) => items.map(({ field }) => field)))
    const field = layoutFields.find((key) => !placed.has(key))
    const found = field === undefined ? undefined : await selected(hand, 1)
    if (field === undefined || found === undefined) return
    const { place, index } = found
    hand.begin('step')
    const items = [...itemsAt(place)]
    items.splice(index + 1, 0, { field, requiredWhen: '' })
    model = withItems(place, items)
    await hand.act(`put ${field} behind ${place}/${index}`, model, () => at(hand.page, `add-${field}`).click())
  }

  async function rename(hand: Hand): Promise<void> {
    const found = await selected(hand, 1)
    if (found === undefined) return
    const field = itemsAt(found.place)[found.index]?.field ?? ''
    const text = hand.word()
    hand.begin('step')
    await hand.page.keyboard.press('F2')
    await hand.page.locator('.name-edit').waitFor()
    await hand.type(`name of ${field}:`, text, (typed) => ({ ...model, naming: typed }))
    model = { ...model, labels: { ...model.labels, [field]: text }, naming: null }
    await hand.act(`name of ${field}: Enter`, model, () => hand.page.keyboard.press('Enter'))
  }

  /** The name of a section, in the panel: told while it is typed. */
  async function nameSection(hand: Hand): Promise<void> {
    const place = hand.whole(model.sections.length)
    await hand.page.locator('.canvas-section-title').nth(place).click()
    const input = at(hand.page, 'property-label').locator('input').first()
    await input.click()
    hand.begin('steps')
    await hand.page.keyboard.press('Control+a')
    const text = Array.from({ length: 1 + hand.whole(5) }, () => hand.word()).join(' ')
    await hand.type(`section ${place}:`, text, (typed) => {
      const label = typed.trim()
      model = {
        ...model,
        sections: model.sections.map((one, index) => (index === place ? { ...one, label } : one)),
      }
      return model
    })
  }

  async function setCondition(hand: Hand): Promise<void> {
    const found = await selected(hand, 1)
    if (found === undefined) return
    const { place, index } = found
    const editor = at(hand.page, 'property-requiredWhen').locator('.cm-content')
    await editor.click()
    hand.begin('steps')
    await hand.page.keyboard.press('Control+a')
    const text = String(1_000 + hand.whole(1_000_000))
    await hand.type(`condition of ${place}/${index}:`, text, (requiredWhen) => {
      const items = itemsAt(place).map((one, other) => (other === index ? { ...one, requiredWhen } : one))
      model = withItems(place, items)
      return model
    })
  }

  return {
    name: 'layout',
    path: '/studio/o/order/layout?variant=form',
    isDesigner: true,
    initial: model,
    isMidway: (state) => (state as Layout).naming !== null,
    ready: (page) => at(page, 'item-one').or(at(page, 'item-five')).or(at(page, 'item-two')).first().waitFor(),
    gesture: async (hand) => {
      const draw = hand.random()
      if (draw < 0.22) return move(hand)
      if (draw < 0.36) return remove(hand)
      if (draw < 0.5) return put(hand)
      if (draw < 0.66) return rename(hand)
      if (draw < 0.78) return nameSection(hand)
      if (draw < 0.9) return setCondition(hand)
      const travelled = await hand.travel()
      if (travelled !== undefined) model = travelled as Layout
      return undefined
    },
    look: async (page, admin) => {
      const [layout, object] = await Promise.all([
        documentOf(admin, 'layout', 'orderForm'),
        documentOf(admin, 'object', 'order'),
      ])
      const sections = layout.sections as unknown as readonly { label: unknown; items: readonly Partial<Item>[] }[]
      const fields = object.fields as unknown as readonly { key: string; label: unknown }[]
      const naming = page.locator('.name-edit')
      return {
        sections: sections.map(({ label, items }) => ({
          label: labelText(label),
          items: items.map(({ field = '', requiredWhen = '' }) => ({ field, requiredWhen })),
        })),
        labels: Object.fromEntries(fields.map(({ key, label }) => [key, labelText(label)])),
        naming: (await naming.count()) === 0 ? null : await naming.inputValue(),
      } satisfies Layout
    },
  }
}
