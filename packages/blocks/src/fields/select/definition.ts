import { defineFieldType } from '@tessera/metadata'
import {
  choiceKeys,
  choiceOfCell,
  choiceOptionsSchema,
  optionType,
  refuseUnknownKey,
  type ChoiceOptions,
} from '../../values/choice-options.js'
import { equalityOperators } from '../../values/filter-operators.js'
import { nullable, nullableUnlessRequired } from '../../values/nullable.js'
import { wrongType } from '../../values/refuse.js'

/** One of a list of options. It is kept by the option's id, so that keys and labels may change; it sorts in option order. */
export const definition = defineFieldType<ChoiceOptions>({
  name: 'select',
  title: { 'zh-CN': '单选', en: 'Select' },
  icon: 'circle-dot',
  group: 'choice',
  optionsSchema: choiceOptionsSchema,
  kind: 'stored',
  formulaType: optionType,
  emptyValue: null,
  parse: (value, field) => {
    if (value === null) return { value: null }
    if (typeof value !== 'string') return wrongType('optionKey')
    const problem = refuseUnknownKey(value, field.options)
    return problem === undefined ? { value } : { problem }
  },
  importText: (cell, field) => {
    if (cell.trim() === '') return { value: null }
    const choice = choiceOfCell(cell, field.options)
    if (choice !== undefined) return { value: choice.key }
    const problem = refuseUnknownKey(cell.trim(), field.options)
    return problem === undefined ? { value: cell.trim() } : { problem }
  },
  writeSchema: (field) => nullableUnlessRequired({ type: 'string', enum: choiceKeys(field.options) }, field),
  // A record may still hold an option that was hidden meanwhile.
  readSchema: () => nullable({ type: 'string' }),
  filterOperators: equalityOperators,
})
