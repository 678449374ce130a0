import type { Localized } from '@tessera/metadata'
import { describeProblem } from '@tessera/metadata'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { raw } from '../storage/statement.js'
import { rowAlias } from './data-questions.js'
import { fitsAsItIs, isConversion } from './conversions/find-conversions.js'
import type { DataQuestion } from './data-questions.js'
import { becomesMany } from './fill-links.js'
import { becomesAny } from './fill-members.js'
import type { FieldChange } from './field-questions.js'
import { hiddenFieldQuestions } from './field-questions.js'

/**
 * What a new type means for the values beside their conversion: nothing where they fit or are converted, hidden values where the
 * field becomes computed, otherwise a refusal as long as there are values (an empty column is simply made anew).
 */
export function typeQuestions({ object, before, after }: FieldChange): DataQuestion[] {
  if (before.type !== after.type && (before.links ?? before.members) !== undefined)
    return hiddenFieldQuestions(object, before)
  if (before.type === after.type || before.column === undefined || before.definition.kind === 'rollup') return []
  if (after.definition.kind === 'formula' || after.definition.kind === 'rollup')
    return hiddenFieldQuestions(object, before)
  if (
    fitsAsItIs(before, after) ||
    isConversion(before, after) ||
    becomesMany(before, after) ||
    becomesAny(before, after)
  )
    return []
  return [typeQuestion({ table: object.table, object, column: before.column, from: before.type, field: after, before })]
}

interface TypeChange {
  readonly table: string
  readonly object: CatalogObject | undefined
  readonly column: string
  /** Name of the type the values have: a field type, or a column type for a hidden column. */
  readonly from: string
  readonly field: CatalogField
  /** The field as it reads now; undefined for a hidden one. */
  readonly before?: CatalogField
  readonly objectKey?: string
}

/** Refuses to replace a column that holds values; records in the bin count. */
export function typeQuestion(change: TypeChange): DataQuestion {
  const { field, before, from } = change
  const column = `${rowAlias}.${quoteIdentifier(change.column)}`
  const reason: Localized = { 'zh-CN': '有值', en: 'holds a value' }
  return {
    id: `field.change_type:${change.object?.key ?? change.objectKey ?? ''}.${before?.key ?? field.key}`,
    severity: 'block',
    table: change.table,
    object: change.object,
    condition: raw(from === 'boolean' ? column : `${column} IS NOT NULL`),
    value:
      before === undefined || before.encrypted || change.field.encrypted
        ? raw('NULL')
        : before.server.toJsonSql(column, before.context),
    withBin: true,
    reason,
    message: (rows) =>
      describeProblem('field.change_type', {
        label: field.label,
        rows,
        from: before?.definition.title,
        to: field.definition.title,
      }),
  }
}
