import { defineFieldType } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { nullable, nullableUnlessRequired } from '../../values/nullable.js'
import { importColour, parseColour } from '../../values/parse-colour.js'

/** A colour as #rrggbb, in small letters. */
export const definition = defineFieldType<Record<string, never>>({
  name: 'colour',
  title: { 'zh-CN': '颜色', en: 'Colour' },
  icon: 'palette',
  group: 'choice',
  optionsSchema: { type: 'object', additionalProperties: false, properties: {} },
  kind: 'stored',
  formulaType: () => ({ kind: 'text' }),
  emptyValue: null,
  parse: parseColour,
  importText: importColour,
  writeSchema: (field) =>
    nullableUnlessRequired({ type: 'string', pattern: '^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$' }, field),
  readSchema: () => nullable({ type: 'string', pattern: '^#[0-9a-f]{6}$' }),
  filterOperators: equalityOperators,
})
