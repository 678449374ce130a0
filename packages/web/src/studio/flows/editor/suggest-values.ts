import type { FieldModel, ObjectModel } from '@/model/objects'
import { quoteText } from '../conditions/formula-literal'

/** A field and the formula that gives its value. */
export interface ValueRow {
  readonly field: string
  readonly value: string
}

/** What ties a task to the record it is about, so that it can be opened from the list of tasks. */
export function relatedRows(object: string): readonly ValueRow[] {
  return [
    { field: 'relatedObject', value: quoteText(object) },
    { field: 'relatedRecord', value: 'RECORDID(id)' },
  ]
}

/**
 * Rows a new record most likely needs: what is required, who does it, and the way back to the record that started it. A person
 * sees and changes them; what cannot be guessed is left out.
 */
export function suggestedValues(target: ObjectModel, source: ObjectModel | undefined): readonly ValueRow[] {
  const rows = target.fields
    .filter(({ isWritable, isSystem }) => isWritable && !isSystem)
    .flatMap((field): readonly ValueRow[] => {
      const value = guess(field, target, source)
      return value === undefined ? [] : [{ field: field.key, value }]
    })
  if (target.key !== 'task' || source === undefined) return rows
  return [...rows, ...relatedRows(source.key)]
}

function guess(field: FieldModel, target: ObjectModel, source: ObjectModel | undefined): string | undefined {
  if (source !== undefined && field.type === 'lookup' && field.target === source.key) return 'id'
  if (target.key === 'task' && field.key === 'assignee') return 'owner'
  if (!field.required || field.document.default !== undefined) return undefined
  if (field.type === 'text' || field.type === 'longText') return titleText(source) ?? quoteText('')
  if (field.type === 'user') return 'owner'
  if (field.type === 'date') return 'TODAY()'
  return field.type === 'dateTime' ? 'NOW()' : undefined
}

function titleText(source: ObjectModel | undefined): string | undefined {
  const title = source?.titleField
  return title !== undefined && ['text', 'companyName', 'longText', 'autoNumber', 'email', 'phone'].includes(title.type)
    ? title.key
    : undefined
}
