import type { FieldModel } from '@/model/objects'
import type { FormModel } from './form-model'
import { isEmptyValue, writtenValue } from './values'

/** A value as formulas write it; undefined where they have no literal for it. */
function literal(field: FieldModel, value: unknown): string | undefined {
  const written = writtenValue(value)
  if (typeof written === 'number' || typeof written === 'boolean') return String(written)
  if (typeof written !== 'string') return undefined
  return JSON.stringify(written)
}

/**
 * The filter that finds the record whose uniqueness a refusal at `path` speaks of: the first rule over that field whose
 * values are all filled in. Undefined when there is none.
 */
export function duplicateFilter(form: FormModel, path: string): string | undefined {
  for (const { fields, when } of form.object.document.unique ?? []) {
    if (!fields.includes(path)) continue
    const parts = fields.map((key) => {
      const field = form.object.fieldsByKey.get(key)
      const value = form.saved(key)
      const text = field === undefined || isEmptyValue(value) ? undefined : literal(field, value)
      return text === undefined ? undefined : `${key} = ${text}`
    })
    if (parts.some((part) => part === undefined)) continue
    const id = form.stored('id')
    const counting = when === undefined ? [] : [`(${when})`]
    return [...parts, ...counting, ...(typeof id === 'string' ? [`id <> ${JSON.stringify(id)}`] : [])].join(' and ')
  }
  return undefined
}
