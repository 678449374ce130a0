import { defineFieldType, type FieldContext, type ParseResult } from '@tessera/metadata'
import {
  choiceKeys,
  choiceOfCell,
  choiceOptionsSchema,
  optionType,
  refuseUnknownKey,
  type ChoiceOptions,
} from '../../values/choice-options.js'
import { nullable } from '../../values/nullable.js'
import { wrongType } from '../../values/refuse.js'

/** Between the options of one cell; a label that holds such a sign must be sent through the API. */
const separators = /[,，、;；|\n]/

/** Some of a list of options: an array of keys in option order, each once. No option at all is blank. */
export const definition = defineFieldType<ChoiceOptions>({
  name: 'multiSelect',
  title: { 'zh-CN': '多选', en: 'Multi-select' },
  icon: 'list-checks',
  group: 'choice',
  optionsSchema: choiceOptionsSchema,
  kind: 'stored',
  formulaType: (options, field) => ({ kind: 'list', of: optionType(options, field) }),
  emptyValue: null,
  parse: parseKeys,
  importText: (cell, field) => {
    const words = cell.split(separators).map((word) => word.trim())
    const keys = words.filter((word) => word !== '').map((word) => choiceOfCell(word, field.options)?.key ?? word)
    return parseKeys([...new Set(keys)], field)
  },
  writeSchema: (field) => {
    const items = { type: 'string', enum: choiceKeys(field.options) }
    return field.required
      ? { type: 'array', items, uniqueItems: true, minItems: 1 }
      : { type: ['array', 'null'], items, uniqueItems: true }
  },
  readSchema: () => nullable({ type: 'array', items: { type: 'string' }, uniqueItems: true, minItems: 1 }),
  // Said the other way round: "north" in regions.
  filterOperators: ['in', 'not in'],
})

function parseKeys(value: unknown, field: FieldContext<ChoiceOptions>): ParseResult {
  if (value === null) return { value: null }
  if (!Array.isArray(value)) return wrongType('optionKeys')
  const chosen = new Set<string>()
  for (const key of value as readonly unknown[]) {
    if (typeof key !== 'string') return wrongType('optionKeys')
    const problem = refuseUnknownKey(key, field.options)
    if (problem !== undefined) return { problem }
    if (chosen.has(key)) return { problem: { code: 'option.repeated', details: { value: key } } }
    chosen.add(key)
  }
  const keys = choiceKeys(field.options).filter((key) => chosen.has(key))
  return { value: keys.length === 0 ? null : keys }
}
