import type { JsonSchema, Texts } from '@tessera/metadata'
import { isList, type Variant } from './effective-layout'

/** What the properties panel asks about parts of a layout, as schemas for SchemaForm. */

const columnWords: Readonly<Record<string, Texts>> = {
  1: { 'zh-CN': '1 列', en: '1 column' },
  2: { 'zh-CN': '2 列', en: '2 columns' },
  3: { 'zh-CN': '3 列', en: '3 columns' },
  4: { 'zh-CN': '4 列', en: '4 columns' },
}

function condition(title: Texts, help: Texts): JsonSchema {
  return { type: 'string', 'x-input': 'formula', 'x-want': 'boolean', 'x-title': title, 'x-help': help }
}

const visibleWhen = condition(
  { 'zh-CN': '何时显示', en: 'Shown when' },
  { 'zh-CN': '留空则总是显示；只藏起来，不是权限。', en: 'Always when blank. It only hides, it is no permission.' },
)

export const sectionSchema: JsonSchema = {
  type: 'object',
  properties: {
    label: { type: ['string', 'object'], 'x-input': 'localized', 'x-title': { 'zh-CN': '分组名称', en: 'Name' } },
    columns: {
      enum: [1, 2, 3, 4],
      default: 2,
      'x-title': { 'zh-CN': '每行几列', en: 'Columns' },
      'x-options': columnWords,
    },
    visibleWhen,
  },
}

/**
 * Properties of items in sections of so many columns; cards and key facts only show, so they ask nothing. `isMixed`: several items
 * of different widths, so that none is shown.
 */
export function itemSchema(columns: number, variant: Variant, isMixed = false): JsonSchema {
  if (isList(variant)) return { type: 'object', properties: {} }
  const widths = Array.from({ length: columns }, (_, index) => index + 1)
  const span: JsonSchema = {
    enum: widths,
    ...(isMixed ? {} : { default: 1 }),
    'x-title': { 'zh-CN': '宽度', en: 'Width' },
    'x-options': columnWords,
  }
  return {
    type: 'object',
    properties: {
      ...(columns > 1 ? { span } : {}),
      visibleWhen,
      requiredWhen: condition(
        { 'zh-CN': '何时必填', en: 'Required when' },
        { 'zh-CN': '满足时不填不能保存。', en: 'Cannot be saved blank while this holds.' },
      ),
      readOnlyWhen: condition(
        { 'zh-CN': '何时只读', en: 'Read-only when' },
        { 'zh-CN': '满足时只能看，不能改。', en: 'Can be read but not changed while this holds.' },
      ),
    },
  }
}
