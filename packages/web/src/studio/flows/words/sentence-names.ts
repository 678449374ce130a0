import { localize, type Locale, type SentenceNames, type WorkflowDocument } from '@tessera/metadata'
import type { FlowWorld } from '../flow-world'
import { nodeOf } from '../graph/flow'
import { optionsOf } from '../recipes/recipe-values'
import { formulaWords } from './formula-words'

const words = {
  'zh-CN': { noObject: '（未选模块）', noField: '（未选字段）', goneNode: '（已删除的步骤）' },
  en: { noObject: '(no module yet)', noField: '(no field yet)', goneNode: '(deleted step)' },
} as const

/** The names that sentences of a flow use: labels of today, whatever keys the document has. */
export function sentenceNames(flow: WorkflowDocument, world: FlowWorld, locale: Locale): SentenceNames {
  const { objects } = world
  return {
    object: (key) => (key === '' ? words[locale].noObject : localize(objects.get(key)?.label ?? key, locale)),
    field: (key, object = flow.object) => {
      if (key === '') return words[locale].noField
      return localize(objects.get(object ?? '')?.fieldsByKey.get(key)?.label ?? key, locale)
    },
    formula: (text, object = flow.object) => formulaWords(text, object, world, locale),
    option: (key, value, object = flow.object) => {
      const option = optionsOf(objects.get(object ?? '')?.fieldsByKey.get(key)).find((one) => one.key === value)
      return option === undefined ? undefined : localize(option.label, locale)
    },
    node: (id) => nodeTitle(flow, id, world, locale) ?? words[locale].goneNode,
  }
}

/** What a step is called: its own label, else what it does. */
export function nodeTitle(
  flow: WorkflowDocument,
  id: string,
  { actions }: Pick<FlowWorld, 'actions'>,
  locale: Locale,
): string | undefined {
  const node = nodeOf(flow, id)
  if (node === undefined) return undefined
  if (node.label !== undefined) return localize(node.label, locale)
  const title = actions.get(node.type)?.title
  return title === undefined ? node.type : localize(title, locale)
}
