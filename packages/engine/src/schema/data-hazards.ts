import { describeProblem } from '@tessera/metadata'
import type { Catalog, CatalogField, CatalogObject, PhysicalName } from '../catalog/catalog.js'
import { qualified } from '../storage/identifiers.js'
import { raw } from '../storage/statement.js'
import type { DataQuestion } from './data-questions.js'
import { changedFieldQuestions, hiddenFieldQuestions, requiredQuestion } from './field-questions.js'
import { overlapQuestions } from './overlap-questions.js'
import { newLinkQuestions } from './link-questions.js'
import { newTargetQuestions } from './target-questions.js'
import type { PartChange } from './physical-part.js'
import { ruleQuestions } from './rule-questions.js'
import { stageQuestions } from './stage-questions.js'
import { typeQuestion, typeQuestions } from './type-questions.js'
import { uniqueQuestions } from './unique-questions.js'

/**
 * Everything a change must ask the records before it may happen: values that would be hidden, blanks where a value becomes
 * required, values beyond a new limit, duplicates, columns of another type, states a new rule forbids.
 */
export function dataQuestions(now: Catalog, next: Catalog, parts: readonly PartChange[]): DataQuestion[] {
  const restored = new Set(parts.filter(({ act }) => act === 'restore').map(({ part }) => part.name))
  const questions = [
    ...[...now.objects.values()].flatMap((object) => {
      const after = next.objects.get(object.id)
      if (after === object) return []
      return after === undefined ? [objectQuestion(object)] : objectQuestions(object, after, restored)
    }),
    ...replacedColumns(now, next, parts),
    ...uniqueQuestions(now, next, parts),
    ...ruleQuestions(now, next, parts),
    ...stageQuestions(now, next),
    ...overlapQuestions(now, next, parts),
  ]
  return [...new Map(questions.map((question) => [question.id, question])).values()]
}

function objectQuestion(object: CatalogObject): DataQuestion {
  return {
    id: `object.hide:${object.key}`,
    severity: 'warn',
    table: object.table,
    object,
    condition: raw('true'),
    value: undefined,
    withBin: false,
    reason: { 'zh-CN': '将随模块隐藏', en: 'is hidden with the object' },
    message: (rows) => describeProblem('object.hide', { label: object.label, rows }),
  }
}

function objectQuestions(now: CatalogObject, next: CatalogObject, restored: ReadonlySet<string>): DataQuestion[] {
  const gone = now.fields.filter((field) => !next.fieldsById.has(field.id))
  return [
    ...gone.flatMap((field) => hiddenFieldQuestions(now, field)),
    ...next.fields.flatMap((after) => {
      const before = now.fieldsById.get(after.id)
      if (before === undefined) return newFieldQuestions(now, after, restored)
      const change = { object: now, before, after }
      return [...typeQuestions(change), ...changedFieldQuestions(change)]
    }),
  ]
}

/** A required field that comes to records which exist: blank in all of them, or in those that were blank when it was hidden. */
function newFieldQuestions(now: CatalogObject, field: CatalogField, restored: ReadonlySet<string>): DataQuestion[] {
  if (field.required && field.links?.near === 'source') return newLinkQuestions(now, field, restored)
  if (field.required && field.members !== undefined) return newTargetQuestions(now, field, field.members, restored)
  if (!field.required || field.definition.kind !== 'stored' || field.type === 'boolean' || field.column === undefined)
    return []
  return [requiredQuestion(now, field, restored.has(field.column) ? field.column : undefined)]
}

/** Columns that would be dropped to make room for one of another type: only empty ones may. */
function replacedColumns(now: Catalog, next: Catalog, parts: readonly PartChange[]): DataQuestion[] {
  return parts.filter(isReplacement).flatMap(({ part, tableName }) => {
    const object = next.objects.get(part.objectId)
    const field = object?.fieldsById.get(part.partId)
    const before = now.objects.get(part.objectId)?.fieldsById.get(part.partId)
    if (object === undefined || field === undefined || before?.column === part.name) return []
    const table = qualified(next.workspace.schema, tableName)
    const from = typeOf(part)
    return [
      typeQuestion({
        table,
        object: now.objects.get(object.id),
        column: part.name,
        from,
        field,
        objectKey: object.key,
      }),
    ]
  })
}

/** True when a column with values of its own is dropped. */
export const isReplacement = ({ act, part }: PartChange): boolean =>
  act === 'drop' && part.kind === 'column' && part.definition.derived !== true

const typeOf = (part: PhysicalName): string => String(part.definition.type)
