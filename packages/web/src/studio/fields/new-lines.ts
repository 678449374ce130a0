import type { Localized, ObjectDocument } from '@tessera/metadata'
import { localize } from '@tessera/metadata'

/**
 * A module for the lines of another one: they belong to a record of it, go to the bin and come back with it, and start with what
 * most lines have. `relation` is what a field of type details names.
 *
 * @param isTaken tells keys of modules that are in use
 */
export function newLines(
  owner: ObjectDocument,
  label: Localized,
  isTaken: (key: string) => boolean,
): { readonly document: ObjectDocument; readonly relation: string } {
  const base = `${owner.key.slice(0, 30)}Line`
  let key = base
  for (let n = 2; isTaken(key); n += 1) key = `${base}${n}`
  const name = (locale: 'zh-CN' | 'en'): string => localize(label, locale)
  const of = (locale: 'zh-CN' | 'en'): string => localize(owner.label, locale)
  const lookup = lookupKey(owner.key)
  const document: ObjectDocument = {
    kind: 'object',
    key,
    label: { 'zh-CN': `${of('zh-CN')} · ${name('zh-CN')}`, en: `${of('en')} · ${name('en')}` },
    icon: 'table-rows-split',
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true },
      { key: 'quantity', type: 'number', label: { 'zh-CN': '数量', en: 'Quantity' }, default: '1' },
      { key: 'price', type: 'currency', label: { 'zh-CN': '单价', en: 'Price' } },
      {
        key: 'amount',
        type: 'formula',
        label: { 'zh-CN': '金额', en: 'Amount' },
        formula: 'quantity * price',
        decimals: 2,
      },
      {
        key: lookup,
        type: 'lookup',
        label: owner.label,
        target: owner.key,
        onDelete: 'cascade',
        required: true,
      },
    ],
  }
  return { document, relation: `${key}.${lookup}` }
}

/** Keys that lines have already, or every record has. */
const reserved: ReadonlySet<string> = new Set([
  'name',
  'quantity',
  'price',
  'amount',
  'owner',
  'id',
  'version',
  'title',
])

const lookupKey = (owner: string): string => (reserved.has(owner.toLowerCase()) ? `${owner}1` : owner)
