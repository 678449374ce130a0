import { defineFieldType, type FieldContext, type ParseResult } from '@tessera/metadata'
import { choiceKeys, optionType, refuseUnknownKey, type Choice } from '../../values/choice-options.js'
import { leafOfCell, pathText, placeChoices, treeOptionsSchema, type TreeOptions } from '../../values/choice-tree.js'
import { equalityOperators } from '../../values/filter-operators.js'
import { nullable, nullableUnlessRequired } from '../../values/nullable.js'
import { wrongType } from '../../values/refuse.js'

/** One leaf of a tree of options, kept by its id as a select keeps its option; it sorts in the order of the tree. */
export const definition = defineFieldType<TreeOptions>({
  name: 'cascader',
  title: { 'zh-CN': '级联选择', en: 'Cascading select' },
  icon: 'git-branch',
  group: 'choice',
  optionsSchema: treeOptionsSchema,
  kind: 'stored',
  formulaType: optionType,
  emptyValue: null,
  parse: parseLeaf,
  importText: (cell, field) => {
    if (cell.trim() === '') return { value: null }
    return parseLeaf(leafOfCell(cell, field.options.options)?.key ?? cell.trim(), field)
  },
  cellText: (value, field, locale) => {
    const placed = placeChoices(field.options.options).find(({ choice }) => choice.key === value)
    return placed === undefined ? String(value) : pathText(placed, locale)
  },
  writeSchema: (field) => nullableUnlessRequired({ type: 'string', enum: leafKeys(field) }, field),
  // A record may still hold an option that was hidden, or made a branch, meanwhile.
  readSchema: () => nullable({ type: 'string' }),
  filterOperators: equalityOperators,
})

function leaves({ options: { options } }: FieldContext<TreeOptions>): readonly Choice[] {
  return placeChoices(options)
    .filter(({ isBranch }) => !isBranch)
    .map(({ choice }) => choice)
}

const leafKeys = (field: FieldContext<TreeOptions>): readonly string[] => choiceKeys({ options: leaves(field) })

function parseLeaf(value: unknown, field: FieldContext<TreeOptions>): ParseResult {
  if (value === null) return { value: null }
  if (typeof value !== 'string') return wrongType('optionKey')
  const problem = refuseUnknownKey(value, field.options, leaves(field))
  if (problem !== undefined) return { problem }
  return leafKeys(field).includes(value) ? { value } : { problem: { code: 'option.branch', details: { value } } }
}
