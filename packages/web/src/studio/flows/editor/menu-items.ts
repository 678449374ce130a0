import { localize, locales, type ActionGroup, type Locale } from '@tessera/metadata'
import { findRank } from '../../find-rank'
import type { FlowWorld } from '../flow-world'
import { connectChoices } from '../graph/connect'
import { targetOf, type PortsOf, type Slot } from '../graph/flow'
import { canInsert } from '../graph/insert-node'
import type { WorkflowDocument } from '@tessera/metadata'

/** One line of the menu on a way: a kind of step to add, a step to lead the way to, or to cut the way. */
export interface MenuItem {
  readonly id: string
  readonly kind: 'insert' | 'connect' | 'cut'
  /** Type of the new step, or id of the step the way is led to. */
  readonly value: string
  readonly group: ActionGroup | 'connect'
  readonly icon: string
  readonly title: string
  readonly detail: string
  /** Said instead of the detail where it cannot be chosen. */
  readonly barred?: 'ends' | 'circle' | undefined
  readonly isLoose?: boolean
  readonly words: readonly string[]
}

const groups: readonly ActionGroup[] = ['person', 'record', 'logic', 'outside']

/** The kinds of steps that fit the flow, in the order people need them. */
export function insertItems(
  flow: WorkflowDocument,
  slot: Slot,
  world: FlowWorld,
  portsOf: PortsOf,
  locale: Locale,
): readonly MenuItem[] {
  const phase = world.triggers.get(flow.trigger.type)?.phase ?? 'run'
  const fitting = [...world.actions.values()].filter(({ phases }) => phases.includes(phase))
  return groups.flatMap((group) =>
    fitting
      .filter((action) => action.group === group)
      .map((action): MenuItem => ({
        id: `insert-${action.name}`,
        kind: 'insert',
        value: action.name,
        group,
        icon: action.icon,
        title: localize(action.title, locale),
        detail: localize(action.help, locale),
        barred: canInsert(flow, slot, action.name, portsOf) ? undefined : 'ends',
        words: [action.name, ...locales.map((one) => localize(action.title, one)), ...action.aliases],
      })),
  )
}

/** The steps a way can be led to. */
export function connectItems(
  flow: WorkflowDocument,
  slot: Slot,
  say: (id: string) => {
    readonly icon: string
    readonly title: string
    readonly sentence: string
    readonly number: number
  },
): readonly MenuItem[] {
  return connectChoices(flow, slot).map(({ id, isBack, isLoose }) => {
    const { icon, title, sentence, number } = say(id)
    return {
      id: `connect-${id}`,
      kind: 'connect',
      value: id,
      group: 'connect',
      icon,
      title: `${number} · ${title}`,
      detail: sentence,
      barred: isBack ? 'circle' : undefined,
      isLoose,
      words: [title, sentence],
    }
  })
}

/** Is there a line to cut? */
export const isConnected = (flow: WorkflowDocument, slot: Slot): boolean => targetOf(flow, slot) !== undefined

/** What typing leaves: found in order of how well; without typing all. */
export function foundItems(items: readonly MenuItem[], typed: string): readonly MenuItem[] {
  if (typed.trim() === '') return items
  return items
    .map((item) => ({ item, rank: findRank(typed, item.words) }))
    .filter((one): one is { item: MenuItem; rank: number } => one.rank !== undefined)
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}
