import type { Wanted } from '@tessera/formula'
import type { Locale } from '@tessera/metadata'
import type { ObjectModel } from '@/model/objects'

const numbers: ReadonlySet<string> = new Set(['number', 'currency', 'percent'])

/**
 * What an empty formula input shows: an example with fields of this very object. Shape: for a condition on an object with a
 * select, `例如 status = "done"`.
 */
export function exampleFormula(object: ObjectModel, want: Wanted['type'] | undefined, locale: Locale): string {
  const kind = typeof want === 'object' ? want.kind : want
  const example = exampleOf(object, kind)
  if (example === undefined) return ''
  return locale === 'en' ? `For example ${example}` : `例如 ${example}`
}

function exampleOf({ fields }: ObjectModel, kind: string | undefined): string | undefined {
  const number = fields.find(({ type }) => numbers.has(type))
  const text = fields.find(({ type }) => type === 'text')
  switch (kind) {
    case 'boolean': {
      const select = fields.find(({ type }) => type === 'select')
      const option = (select?.document.options as readonly { key: string }[] | undefined)?.[0]
      if (select !== undefined && option !== undefined) return `${select.key} = "${option.key}"`
      if (number !== undefined) return `${number.key} > 100`
      return text === undefined ? undefined : `${text.key} <> blank`
    }
    case 'number':
      return number === undefined ? '100' : `ROUND(${number.key} * 1.06, 2)`
    case 'date':
      return 'TODAY() + 7'
    case 'datetime':
      return 'NOW()'
    case 'text':
      return text === undefined ? undefined : `LEFT(${text.key}, 10)`
    default:
      return undefined
  }
}
