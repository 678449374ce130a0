import { describeProblem } from '@tessera/metadata'
import type { Catalog, CatalogObject, CatalogStageSet } from '../catalog/catalog.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { raw } from '../storage/statement.js'
import { rowAlias } from './data-questions.js'
import type { DataQuestion } from './data-questions.js'

/**
 * What other stages mean for the records there are: values of a field that is to keep since when are written over; records stay in
 * a stage that is none any more, and may leave it for any other.
 */
export function stageQuestions(now: Catalog, next: Catalog): DataQuestion[] {
  return [...next.objects.values()].flatMap((object) => {
    const before = now.objects.get(object.id)
    if (before === undefined || before === object) return []
    return object.stages.flatMap((set) => [...overwritten(before, object, set), ...leftBehind(before, object, set)])
  })
}

function overwritten(before: CatalogObject, object: CatalogObject, { since }: CatalogStageSet): DataQuestion[] {
  const column = before.fieldsById.get(since?.id ?? '')?.column
  const wasOurs = before.stages.some((set) => set.since?.id === since?.id)
  if (since === undefined || column === undefined || wasOurs) return []
  return [
    {
      id: `stages.since_overwrites:${object.key}.${since.key}`,
      severity: 'warn',
      table: before.table,
      object: before,
      condition: raw(`${rowAlias}.${quoteIdentifier(column)} IS NOT NULL`),
      value: undefined,
      withBin: true,
      reason: { 'zh-CN': '值会被改写', en: 'its value is written over' },
      message: (rows) => describeProblem('stages.since_overwrites', { label: since.label, rows }),
    },
  ]
}

function leftBehind(before: CatalogObject, object: CatalogObject, set: CatalogStageSet): DataQuestion[] {
  const earlier = before.stages.find(({ id }) => id === set.id)
  const { column } = before.fieldsById.get(set.field.id) ?? {}
  const options = (set.field.context.options.options ?? []) as readonly { readonly id: string; readonly key: string }[]
  const removed = (earlier?.steps ?? []).filter(({ key }) => !set.steps.some((step) => step.key === key))
  const ids = options.filter(({ key }) => removed.some((step) => step.key === key)).map(({ id }) => id)
  // Of an option that goes too the field tells.
  if (column === undefined || ids.length === 0) return []
  return [
    {
      id: `stages.left_behind:${object.key}.${set.key}`,
      severity: 'info',
      table: before.table,
      object: before,
      condition: raw(`${rowAlias}.${quoteIdentifier(column)} = ANY(?::text[])`, [ids as never]),
      value: undefined,
      withBin: false,
      reason: { 'zh-CN': '停在不再是阶段的选项', en: 'is in what is no longer a stage' },
      message: (rows) => describeProblem('stages.left_behind', { label: set.label, rows }),
    },
  ]
}
