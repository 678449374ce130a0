import { localize, type Locale, type WorkflowDocument } from '@tessera/metadata'
import type { FlowWorld } from '../flow-world'
import { nodeOf, TRIGGER } from '../graph/flow'
import { nodeTitle, sentenceNames } from './sentence-names'

const unknownStep = { 'zh-CN': '这个版本不认识的步骤', en: 'A kind of step this version does not know' } as const
const unknownTrigger = { 'zh-CN': '未知的触发方式', en: 'Unknown trigger' } as const

/** How a step (or the trigger) stands on the canvas and in lists. */
export interface StepWords {
  readonly icon: string
  /** Short: what kind of step it is, or its own name. */
  readonly title: string
  readonly sentence: string
}

/** A definition is code of others: a configuration it did not expect must not take the screen down. */
function said(sentence: () => string, otherwise: string): string {
  try {
    const text = sentence().trim()
    return text === '' ? otherwise : text
  } catch {
    return otherwise
  }
}

export function triggerWords(flow: WorkflowDocument, world: FlowWorld, locale: Locale): StepWords {
  const definition = world.triggers.get(flow.trigger.type)
  if (definition === undefined) {
    return { icon: 'zap', title: flow.trigger.type, sentence: unknownTrigger[locale] }
  }
  const title = localize(definition.title, locale)
  const object = flow.object === undefined ? undefined : (world.objects.get(flow.object)?.label ?? flow.object)
  const names = sentenceNames(flow, world, locale)
  return {
    icon: definition.icon,
    title,
    sentence: said(() => definition.sentence({ ...flow.trigger }, object, names, locale), title),
  }
}

export function nodeWords(flow: WorkflowDocument, id: string, world: FlowWorld, locale: Locale): StepWords {
  if (id === TRIGGER) return triggerWords(flow, world, locale)
  const node = nodeOf(flow, id)
  const definition = world.actions.get(node?.type ?? '')
  const title = nodeTitle(flow, id, world, locale) ?? id
  if (node === undefined || definition === undefined) {
    return { icon: 'puzzle', title, sentence: unknownStep[locale] }
  }
  const names = sentenceNames(flow, world, locale)
  return {
    icon: definition.icon,
    title,
    sentence: said(() => definition.sentence(node.config, names, locale), title),
  }
}

/** The whole workflow in one line, as lists show it. */
export function flowSummary(flow: WorkflowDocument, world: FlowWorld, locale: Locale): string {
  return triggerWords(flow, world, locale).sentence
}
