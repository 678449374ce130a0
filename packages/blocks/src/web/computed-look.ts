import { yesNo } from '../fields/boolean/yes-no.js'
import type { WebField, WebWorld } from './define-field-type-web.js'
import { dateText, instantText, nearInstantText } from './format-date.js'
import { numberText } from './format-number.js'
import { linkedText } from './linked-look.js'
import { oneLine } from './text-look.js'

const isoDate = /^\d{4}-\d{2}-\d{2}$/
const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** The field type a computed value looks like; undefined for blank. */
export function typeOfValue(value: unknown): 'number' | 'boolean' | 'date' | 'dateTime' | 'text' | undefined {
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value !== 'string' || value === '') return value === null || value === undefined ? undefined : 'text'
  return isoDate.test(value) ? 'date' : isoInstant.test(value) ? 'dateTime' : 'text'
}

/** A value of a formula or roll-up in words, by what it is. */
export function computedText(value: unknown, field: WebField, world: WebWorld): string {
  if (Array.isArray(value)) {
    const separator = world.locale === 'zh-CN' ? '、' : ', '
    return value.map((one) => computedText(one, field, world)).join(separator)
  }
  switch (typeOfValue(value)) {
    case 'number':
      return numberText(value, field, world, 10)
    case 'boolean':
      return yesNo(value, world.locale)
    case 'date':
      return dateText(value, world.locale)
    case 'dateTime':
      return nearInstantText(value, world)
    default:
      return linkedText(value) || oneLine(value)
  }
}

export function fullComputedText(value: unknown, field: WebField, world: WebWorld): string {
  return typeOfValue(value) === 'dateTime' ? instantText(value, world) : computedText(value, field, world)
}
