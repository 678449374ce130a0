import { fieldTypeDefinitions } from '@tessera/blocks/definitions'
import { isUnordered } from '@tessera/blocks/web'
import { localize, type FieldDocument, type Locale, type ObjectDocument } from '@tessera/metadata'
import type { ObjectModel } from '@/model/objects'
import { textIn, withText } from '../schema-form/localized-value'
import { defaultFrom, shownDefault } from './default-text'
import { isUnique, withField, withProperty, withUnique } from './field-edits'
import { withType } from './new-fields'
import { typeGuides } from './type-guide'

/** Columns of the grid of fields, left to right. */
export const gridColumns = ['label', 'type', 'required', 'unique', 'default', 'help'] as const
export type GridColumn = (typeof gridColumns)[number]

/** Why a typed or pasted text cannot stand in a cell. */
export type CellProblem = 'blank' | 'type' | 'number' | 'date' | 'boolean' | 'option' | 'formula' | 'computed'

export type CellResult = { readonly object: ObjectDocument } | { readonly problem: CellProblem }

/** The text of a cell, as it is shown and copied. */
export function cellText(object: ObjectDocument, field: FieldDocument, column: GridColumn, locale: Locale): string {
  if (column === 'label') return textIn(field.label, locale) || field.key
  if (column === 'type') return typeTitle(field.type, locale)
  if (column === 'required') return field.required === true ? yes[locale] : ''
  if (column === 'unique') return isUnique(object, field.key) ? yes[locale] : ''
  return column === 'default' ? shownDefault(field, locale) : textIn(field.help, locale)
}

const yes: Readonly<Record<Locale, string>> = { 'zh-CN': '是', en: 'Yes' }

/** The module after a text was put into a cell. */
export function withCell(
  object: ObjectDocument,
  key: string,
  column: GridColumn,
  text: string,
  objects: ReadonlyMap<string, ObjectModel>,
  locale: Locale,
): CellResult {
  const field = object.fields.find((one) => one.key === key)
  if (field === undefined) return { object }
  const set = (change: (one: FieldDocument) => FieldDocument): CellResult => ({
    object: withField(object, key, change),
  })
  switch (column) {
    case 'label': {
      const label = withText(field.label, locale, text, false)
      return label === undefined ? { problem: 'blank' } : set((one) => ({ ...one, label }))
    }
    case 'type': {
      const type = typeNamed(text)
      return type === undefined ? { problem: 'type' } : set((one) => withType(one, type, objects))
    }
    case 'required':
      if (!isFilledIn(field) && isYes(text)) return { problem: 'computed' }
      return set((one) => withProperty(one, 'required', isYes(text) ? true : undefined))
    case 'unique':
      if (!mayBeUnique(field) && isYes(text)) return { problem: 'computed' }
      return { object: withUnique(object, key, isYes(text)) }
    case 'default': {
      if (!isFilledIn(field)) return text.trim() === '' ? { object } : { problem: 'computed' }
      const result = defaultFrom(text, field)
      if ('problem' in result) return result
      return set((one) => withProperty(one, 'default', result.formula))
    }
    case 'help':
      return set((one) => withProperty(one, 'help', withText(field.help, locale, text, false)))
  }
}

/** Do people fill this field in? Others are computed. */
export function isFilledIn({ type }: FieldDocument): boolean {
  const kind = fieldTypeDefinitions.get(type)?.kind
  return kind === 'stored' || kind === 'links' || kind === 'anyLookup'
}

/** May no two records have the same value in it? Not where the value is computed, a list, or always there. */
export function mayBeUnique({ type }: FieldDocument): boolean {
  const kind = fieldTypeDefinitions.get(type)?.kind
  return (kind === 'stored' && !isUnordered(type) && type !== 'boolean') || kind === 'autoNumber'
}

export function typeTitle(type: string, locale: Locale): string {
  const title = fieldTypeDefinitions.get(type)?.title
  return title === undefined ? type : localize(title, locale)
}

/** The type a word means: its title in any language, its name, or what other products call it. */
export function typeNamed(text: string): string | undefined {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return undefined
  const definitions = [...fieldTypeDefinitions.values()]
  const exact = definitions.find(({ name, title }) =>
    [name, ...Object.values(title)].some((word) => word.toLowerCase() === wanted),
  )
  if (exact !== undefined) return exact.name
  return [...typeGuides].find(([, { words }]) => words.some((word) => word.toLowerCase() === wanted))?.[0]
}

function isYes(text: string): boolean {
  return /^(是|对|必填|唯一|true|yes|y|x|√|✓|1)$/i.test(text.trim())
}
