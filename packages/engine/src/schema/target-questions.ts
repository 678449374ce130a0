import type { SqlFragment } from '@tessera/formula'
import { describeProblem } from '@tessera/metadata'
import type { Localized, ProblemCode } from '@tessera/metadata'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { raw } from '../storage/statement.js'
import { rowAlias } from './data-questions.js'
import type { DataQuestion } from './data-questions.js'
import type { FieldChange } from './field-questions.js'

/** A field whose records may be of several objects, or some of these objects, will be hidden: who points there? */
export function hiddenTargetQuestions(
  object: CatalogObject,
  field: CatalogField,
  members: readonly CatalogField[],
): DataQuestion[] {
  const kept = members.filter(({ column }) => column !== undefined)
  if (kept.length === 0) return []
  return [question('field.hide', object, field, filled(kept), { 'zh-CN': '有值', en: 'holds a value' })]
}

/** What a change of such a field means for the values there are: objects it no longer points to, blanks where a value becomes required. */
export function changedTargetQuestions(
  { object, before, after }: FieldChange,
  members: readonly CatalogField[],
): DataQuestion[] {
  if (after.members === undefined) return []
  const still = new Set(after.members.map(({ id }) => id))
  const gone = members.filter(({ id, column }) => column !== undefined && !still.has(id))
  const kept = members.filter(({ id, column }) => column !== undefined && still.has(id))
  return [
    ...(gone.length === 0
      ? []
      : [
          question('field.hide_target', object, before, filled(gone), {
            'zh-CN': '指向被移除的模块',
            en: 'points to an object that is removed',
          }),
        ]),
    ...(after.required && !before.required ? [blankQuestion(object, before, kept)] : []),
  ]
}

/** A required one that comes to records which exist: blank in all of them, or in those that were blank when it was hidden. */
export function newTargetQuestions(
  object: CatalogObject,
  field: CatalogField,
  members: readonly CatalogField[],
  restored: ReadonlySet<string>,
): DataQuestion[] {
  const back = members.filter(({ column }) => column !== undefined && restored.has(column))
  return [blankQuestion(object, field, back)]
}

function blankQuestion(object: CatalogObject, field: CatalogField, members: readonly CatalogField[]): DataQuestion {
  const condition = members.length === 0 ? raw('true') : raw(`NOT (${filled(members).sql})`)
  return question('field.require', object, field, condition, { 'zh-CN': '为空', en: 'is blank' })
}

const filled = (members: readonly CatalogField[]): SqlFragment =>
  raw(members.map(({ column = '' }) => `${rowAlias}.${quoteIdentifier(column)} IS NOT NULL`).join(' OR '))

function question(
  code: ProblemCode,
  object: CatalogObject,
  field: CatalogField,
  condition: SqlFragment,
  reason: Localized,
): DataQuestion {
  return {
    id: `${code}:${object.key}.${field.key}`,
    severity: 'warn',
    table: object.table,
    object,
    condition,
    value: undefined,
    withBin: false,
    reason,
    message: (rows) => describeProblem(code, { label: field.label, rows }),
  }
}
