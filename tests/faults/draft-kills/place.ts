import type { Page } from 'playwright-core'
import type { ApiClient, Json } from '../../api/support/client.js'
import type { Hand, State } from './hand.js'

/** Where somebody works when the tab dies. */
export interface Place {
  readonly name: string
  readonly path: string
  /** A designer: its draft is at the server, and its steps can be undone. */
  readonly isDesigner: boolean
  readonly initial: State
  /** True while an input is open whose text is no step yet: there is nothing of it to undo. */
  isMidway(state: State): boolean
  /** Waits until one can work. */
  ready(page: Page): Promise<void>
  /** Draws something to do, and does it. */
  gesture(hand: Hand): Promise<void>
  /** What is there, as the server and the screen have it. */
  look(page: Page, admin: ApiClient): Promise<State>
}

export const at = (page: Page, name: string) => page.locator(`[data-test="${name}"]`)

/** A document as the draft has it, else as it is published. */
export async function documentOf(admin: ApiClient, kind: string, key: string): Promise<Json> {
  const { body } = await admin.get('/api/draft')
  const changed = body.documents?.[`${kind}/${key}`]?.document
  if (changed !== undefined && changed !== null) return changed
  const published = await admin.get(`/api/documents/${kind}/${key}`)
  return published.body.document ?? published.body
}

/** A label in whatever form it is kept, as the Chinese screen shows it. */
export function labelText(label: unknown): string {
  if (typeof label === 'string') return label
  if (typeof label !== 'object' || label === null) return ''
  const texts = label as Readonly<Record<string, string>>
  return texts['zh-CN'] ?? texts['en'] ?? ''
}
