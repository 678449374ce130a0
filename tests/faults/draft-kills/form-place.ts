import type { Page } from 'playwright-core'
import { formFields } from './documents.js'
import type { Hand } from './hand.js'
import { at, type Place } from './place.js'

type Values = Readonly<Record<string, string>>

const typed = formFields.filter(({ type }) => type !== 'select' && type !== 'boolean')
const numeric = new Set(['cost', 'people'])
/** What a new form shows where nothing was filled in. */
const blank: Values = Object.fromEntries(formFields.map(({ key }) => [key, key === 'isPaid' ? 'false' : '']))

/** A number as it is typed and as it stands grouped afterwards are the same. */
const plain = (key: string, text: string): string => {
  if (!numeric.has(key) || text === '') return text
  return String(Number(text.replaceAll(',', '')))
}

/** The form of a new record, or of one that is there. */
export function formPlace(record: string | undefined, stored: Values = {}): Place {
  let values: Values = { ...blank, ...stored }
  const inputOf = (page: Page, key: string) => page.locator(`[data-field="${key}"] :is(input, textarea)`).first()
  const withValue = (key: string, text: string): Values => ({ ...values, [key]: plain(key, text) })

  async function typeInto(hand: Hand): Promise<void> {
    const { key } = hand.pick(typed)
    const input = inputOf(hand.page, key)
    const before = await input.inputValue()
    await input.click()
    hand.begin('steps')
    const isReplaced = before === '' || numeric.has(key) || key === 'day' || hand.random() < 0.4
    // Whatever stands there is selected and typed over, or gone on with at its end.
    await hand.page.keyboard.press(isReplaced ? 'Control+a' : 'Control+End')
    const start = isReplaced ? '' : before
    await hand.type(`${key}:`, textFor(hand, key), (text) => (values = withValue(key, start + text)))
    if (hand.random() < 0.5) await hand.page.keyboard.press('Tab')
    else if (key !== 'day' && !numeric.has(key)) await rubOut(hand, key)
  }

  async function rubOut(hand: Hand, key: string): Promise<void> {
    for (let times = hand.whole(4); times > 0 && (values[key] ?? '') !== ''; times -= 1) {
      values = withValue(key, (values[key] ?? '').slice(0, -1))
      await hand.act(`${key}: rubbed out`, values, () => hand.page.keyboard.press('Backspace'))
    }
  }

  async function choose(hand: Hand): Promise<void> {
    hand.begin('steps')
    if (hand.random() < 0.5) {
      values = withValue('isPaid', values.isPaid === 'true' ? 'false' : 'true')
      await hand.act('isPaid', values, () => hand.page.locator('[data-field="isPaid"] [role="switch"]').click())
      return
    }
    const option = hand.pick(['计划', '完成'].filter((label) => label !== values.state))
    values = withValue('state', option)
    await hand.act(`state: ${option}`, values, () =>
      hand.page.locator('[data-field="state"]').getByText(option, { exact: true }).click(),
    )
  }

  return {
    name: record === undefined ? 'new record' : 'record',
    path: record === undefined ? '/a/all/o/visit/new' : `/a/all/o/visit/r/${record}/edit`,
    isDesigner: false,
    initial: values,
    isMidway: () => true,
    ready: (page) => at(page, 'save').waitFor(),
    gesture: (hand) => (hand.random() < 0.75 ? typeInto(hand) : choose(hand)),
    look: async (page) => {
      const shown = await page.evaluate(
        readForm,
        formFields.map(({ key, type }) => [key, type] as const),
      )
      return Object.fromEntries(Object.entries(shown).map(([key, text]) => [key, plain(key, text)]))
    },
  }
}

function textFor(hand: Hand, key: string): string {
  switch (key) {
    case 'cost':
      return `${1 + hand.whole(9_000)}.${1 + hand.whole(9)}`
    case 'people':
      return String(1 + hand.whole(100_000))
    case 'day':
      return `20${10 + hand.whole(40)}-0${1 + hand.whole(9)}-${10 + hand.whole(18)}`
    case 'mail':
      return `${hand.word()}@${hand.word()}.cn`
    case 'phone':
      return `1380013${1000 + hand.whole(9_000)}`
    default:
      return Array.from({ length: 1 + hand.whole(3) }, () => hand.word()).join(' ')
  }
}

/** Runs in the page: what its inputs show. */
function readForm(fields: readonly (readonly [string, string])[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [key, type] of fields) {
    const field = document.querySelector(`[data-field="${key}"]`)
    if (type === 'boolean') found[key] = field?.querySelector('[role="switch"]')?.getAttribute('aria-checked') ?? ''
    else if (type === 'select') {
      const chosen = field?.querySelector('[aria-checked="true"], input:checked')
      found[key] = (chosen?.closest('label') ?? chosen)?.textContent?.trim() ?? ''
    } else found[key] = field?.querySelector<HTMLInputElement>('input, textarea')?.value ?? ''
  }
  return found
}
