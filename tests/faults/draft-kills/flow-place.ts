import type { Page } from 'playwright-core'
import type { GestureKind, Hand } from './hand.js'
import { at, documentOf, labelText, type Place } from './place.js'

interface Step {
  readonly type: string
  readonly label: string
  readonly title: string
}
interface Flow {
  readonly steps: readonly Step[]
}

const kinds = {
  notify: { type: 'notify', label: '', title: '"有新的变化"' },
  updateRecord: { type: 'updateRecord', label: '', title: '' },
  createRecord: { type: 'createRecord', label: '', title: '' },
} as const

/** A workflow without branches in its list: steps added, moved, copied, removed, named and set up. */
export function flowPlace(): Place {
  let model: Flow = { steps: [{ type: 'notify', label: '先说', title: 'name' }] }
  const withStep = (index: number, change: Partial<Step>): Flow => ({
    steps: model.steps.map((one, other) => (other === index ? { ...one, ...change } : one)),
  })
  /** What was typed into last, without anything else since: more of it soon after is the same step. */
  let typedInto = ''
  const kindOf = (input: string, before: string): GestureKind => (input === before ? 'joined' : 'steps')
  const row = (page: Page, index: number) => page.locator('.flow-list-step').nth(index + 1)

  async function add(hand: Hand): Promise<void> {
    const type = hand.pick(['notify', 'updateRecord', 'createRecord'] as const)
    await hand.page.locator('.flow-list-add').last().click()
    hand.begin('step')
    model = { steps: [...model.steps, kinds[type]] }
    await hand.act(`add ${type}`, model, () => at(hand.page, `insert-${type}`).click())
  }

  async function move(hand: Hand): Promise<void> {
    if (model.steps.length < 2) return
    const index = 1 + hand.whole(model.steps.length - 1)
    await row(hand.page, index).click()
    hand.begin('step')
    const steps = [...model.steps]
    steps.splice(index - 1, 0, ...steps.splice(index, 1))
    model = { steps }
    await hand.act(`move ${index} up`, model, () => hand.page.keyboard.press('Alt+ArrowUp'))
  }

  async function copy(hand: Hand): Promise<void> {
    const index = hand.whole(model.steps.length)
    const step = model.steps[index] as Step
    await row(hand.page, index).click()
    hand.begin('step')
    model = { steps: [...model.steps.slice(0, index + 1), step, ...model.steps.slice(index + 1)] }
    await hand.act(`copy ${index}`, model, () => hand.page.keyboard.press('Control+d'))
  }

  async function remove(hand: Hand): Promise<void> {
    if (model.steps.length < 2) return
    const index = hand.whole(model.steps.length)
    await row(hand.page, index).click()
    hand.begin('step')
    model = { steps: model.steps.filter((_, other) => other !== index) }
    await hand.act(`remove ${index}`, model, () => hand.page.keyboard.press('Delete'))
  }

  async function name(hand: Hand, before: string): Promise<void> {
    const index = hand.whole(model.steps.length)
    await row(hand.page, index).click()
    await hand.page.locator('.node-form > .schema-field input').last().click()
    typedInto = `name/${index}`
    hand.begin(kindOf(typedInto, before))
    await hand.page.keyboard.press('Control+a')
    const text = `${hand.word()} ${hand.word()}`
    await hand.type(`name of ${index}:`, text, (typed) => (model = withStep(index, { label: typed.trim() })))
  }

  async function setTitle(hand: Hand, before: string): Promise<void> {
    const index = model.steps.findIndex(({ type }) => type === 'notify')
    if (index === -1) return
    await row(hand.page, index).click()
    await at(hand.page, 'property-title').locator('.cm-content').click()
    typedInto = `title/${index}`
    hand.begin(kindOf(typedInto, before))
    await hand.page.keyboard.press('Control+a')
    const text = String(1_000 + hand.whole(1_000_000))
    await hand.type(`title of ${index}:`, text, (title) => (model = withStep(index, { title })))
  }

  return {
    name: 'workflow',
    path: '/studio/flows/newDevice',
    isDesigner: true,
    initial: model,
    isMidway: () => false,
    ready: async (page) => {
      await at(page, 'mode-list').click()
      await at(page, 'flow-list').waitFor()
    },
    gesture: async (hand) => {
      const draw = hand.random()
      const before = typedInto
      typedInto = ''
      if (draw < 0.25) return add(hand)
      if (draw < 0.36) return move(hand)
      if (draw < 0.46) return copy(hand)
      if (draw < 0.56) return remove(hand)
      if (draw < 0.74) return name(hand, before)
      if (draw < 0.9) return setTitle(hand, before)
      const travelled = await hand.travel()
      if (travelled !== undefined) model = travelled as Flow
      return undefined
    },
    look: async (page, admin) => {
      const document = await documentOf(admin, 'workflow', 'newDevice')
      const nodes = document.nodes as unknown as readonly {
        id: string
        type: string
        label?: unknown
        config: { title?: string }
        next?: { next?: string }
      }[]
      const steps: Step[] = []
      for (let id: string | undefined = String(document.start); id !== undefined;) {
        const node = nodes.find((one) => one.id === id)
        if (node === undefined) break
        steps.push({ type: node.type, label: labelText(node.label), title: node.config.title ?? '' })
        id = node.next?.next
      }
      const shown = (await page.locator('.flow-list-step').count()) - 1
      return shown === steps.length && nodes.length === steps.length ? { steps } : { steps, shown, nodes: nodes.length }
    },
  }
}
