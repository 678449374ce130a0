import type { WireValue } from '@tessera/formula'
import type { CatalogField, CatalogSearch } from '../catalog/catalog.js'
import { searchEntry } from './search-text.js'

/** What a search table keeps of a record, as it is bound: `tokens` in PostgreSQL's notation of arrays. */
export interface SearchRow {
  readonly text: string
  readonly tokens: string
}

/** Makes the row of a record from its values by field id, in wire form. */
export function searchRowOf(search: CatalogSearch, values: ReadonlyMap<string, WireValue>): SearchRow {
  const { text, tokens } = searchEntry(
    search.fields.flatMap(({ field, code, isTitle, pinyin }) => {
      const text = textOf(field, values.get(field.id) ?? null)
      return text === '' ? [] : [{ code, isTitle, pinyin, text }]
    }),
  )
  // As text: jsonb reads a list of numbers five times slower.
  return { text, tokens: `{${tokens.join()}}` }
}

/** What people read in the field: of tags all of them, of rich text its plain text. */
function textOf({ server, definition, context }: CatalogField, value: WireValue): string {
  if (value === null) return ''
  const cellText = server.cellText ?? definition.cellText
  if (cellText !== undefined) return cellText(value, context, 'zh-CN')
  return typeof value === 'string' ? value : ''
}
