import type { SqlFragment } from '@tessera/formula'
import type { Localized, ProblemCode, Severity } from '@tessera/metadata'
import { describeProblem } from '@tessera/metadata'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { raw } from '../storage/statement.js'
import { rowAlias } from './data-questions.js'
import type { DataQuestion } from './data-questions.js'
import type { FieldChange } from './field-questions.js'

/** A field of links that will be hidden: who is linked? The other side of pairs that stay takes nothing with it. */
export function hiddenLinkQuestions(object: CatalogObject, field: CatalogField): DataQuestion[] {
  if (field.links?.near !== 'source' || field.links.table === '') return []
  const reason = { 'zh-CN': '有关联', en: 'is linked' }
  return [question('field.hide', 'warn', object, field, isLinked(field), reason, false)]
}

/** What a change of such a field means for the pairs there are. */
export function changedLinkQuestions({ object, before, after }: FieldChange): DataQuestion[] {
  if (before.links?.near !== 'source' || before.links.table === '' || before.type !== after.type) return []
  const becomesRequired = after.required && !before.required
  const retargets = after.links !== undefined && after.links.target !== before.links.target
  return [
    ...(becomesRequired ? [blank(object, before)] : []),
    ...(retargets
      ? [
          question(
            'field.retarget',
            'block',
            object,
            before,
            isLinked(before),
            { 'zh-CN': '关联到原模块的记录', en: 'is linked with records of the former object' },
            true,
          ),
        ]
      : []),
  ]
}

/** A required field of links that comes to records which exist: without any, or with those they had when it was hidden. */
export function newLinkQuestions(
  object: CatalogObject,
  field: CatalogField,
  restored: ReadonlySet<string>,
): DataQuestion[] {
  const isThere = restored.has(field.links?.tableName ?? '')
  return [isThere ? blank(object, field) : { ...blank(object, field), condition: raw('true') }]
}

const blank = (object: CatalogObject, field: CatalogField): DataQuestion =>
  question(
    'field.require',
    'warn',
    object,
    field,
    raw(`NOT ${isLinked(field).sql}`),
    { 'zh-CN': '为空', en: 'is blank' },
    false,
  )

const isLinked = ({ links }: CatalogField): SqlFragment =>
  raw(`EXISTS (SELECT 1 FROM ${links?.table ?? ''} AS l WHERE l."source" = ${rowAlias}."id")`)

function question(
  code: ProblemCode,
  severity: Severity,
  object: CatalogObject,
  field: CatalogField,
  condition: SqlFragment,
  reason: Localized,
  withBin: boolean,
): DataQuestion {
  return {
    id: `${code}:${object.key}.${field.key}`,
    severity,
    table: object.table,
    object,
    condition,
    value: undefined,
    withBin,
    reason,
    message: (rows) => describeProblem(code, { label: field.label, rows }),
  }
}
