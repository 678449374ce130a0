import { defineFieldType, type FieldContext, type ParseResult } from '@tessera/metadata'
import { parseDecimal } from '../../values/check-decimal.js'
import { orderedOperators } from '../../values/filter-operators.js'
import { nullable, nullableUnlessRequired } from '../../values/nullable.js'
import { wrongFormat } from '../../values/refuse.js'

export interface RatingOptions {
  /** How many stars there are. */
  readonly stars: number
}

/** Filled and empty stars, as people paste them. */
const drawn = /^(★*)☆*$/
const counted = /^(\d{1,2})(?:\s*(?:星|颗星|分|stars?)|\s*\/\s*\d{1,2})?$/

/** So many stars of a few; a number in formulas. */
export const definition = defineFieldType<RatingOptions>({
  name: 'rating',
  title: { 'zh-CN': '评分', en: 'Rating' },
  icon: 'star',
  group: 'number',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      stars: {
        type: 'integer',
        minimum: 3,
        maximum: 10,
        default: 5,
        'x-title': { 'zh-CN': '星数', en: 'Stars' },
      },
    },
  },
  kind: 'stored',
  formulaType: () => ({ kind: 'number' }),
  emptyValue: null,
  parse: parseStars,
  importText: (cell, field) => {
    const text = cell.normalize('NFKC').trim().toLowerCase()
    if (text === '') return { value: null }
    const count = counted.exec(text)?.[1] ?? drawn.exec(text)?.[1]?.length
    return count === undefined ? wrongFormat('number') : parseStars(Number(count), field)
  },
  writeSchema: (field) => nullableUnlessRequired(starsSchema(field.options.stars), field),
  // Stars taken off the field stay on records that have them.
  readSchema: () => nullable(starsSchema(10)),
  filterOperators: orderedOperators,
})

function starsSchema(maximum: number) {
  return { type: 'integer', minimum: 1, maximum }
}

function parseStars(value: unknown, { options: { stars } }: FieldContext<RatingOptions>): ParseResult {
  const parsed = parseDecimal(value, 0)
  if ('problem' in parsed || typeof parsed.value !== 'number') return parsed
  const isInRange = parsed.value >= 1 && parsed.value <= stars
  return isInRange ? parsed : { problem: { code: 'field.out_of_range', details: { min: 1, max: stars } } }
}
