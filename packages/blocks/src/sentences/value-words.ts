import type { SentenceNames } from '@tessera/metadata'

export interface ValueRow {
  readonly field: string
  readonly value: string
}

type Locale = 'zh-CN' | 'en'

/** What is shown of a long list before the rest is counted. */
const shownRows = 3

/**
 * Rows of field and value in words: 设备为此记录、负责人为负责人 · Device is this record, Owner is Owner.
 *
 * @param object the object of the fields; undefined: the workflow's
 * @param verb what stands between field and value
 */
export function valueWords(
  rows: readonly ValueRow[],
  names: SentenceNames,
  locale: Locale,
  object: string | undefined,
  verb: Readonly<Record<Locale, string>>,
): string {
  const said = rows.map(({ field, value }) => {
    const option = names.option(field, textOf(value) ?? '', object)
    return `${names.field(field, object)}${verb[locale]}${option ?? formulaWords(value, names, locale)}`
  })
  return listWords(said, locale)
}

/** The text of a formula that is nothing but a quoted text. */
function textOf(formula: string): string | undefined {
  return /^\s*"([^"\\]*)"\s*$/.exec(formula)?.[1]
}

/** A list as a sentence says it: at most three of its members, then how many there are. */
export function listWords(items: readonly string[], locale: Locale): string {
  const shown = items.slice(0, shownRows).join(locale === 'zh-CN' ? '、' : ', ')
  if (items.length <= shownRows) return shown
  return locale === 'zh-CN' ? `${shown} 等 ${items.length} 项` : `${shown} and ${items.length - shownRows} more`
}

/** A formula in words; the record's own id is the record itself. */
export function formulaWords(text: string, names: SentenceNames, locale: Locale): string {
  if (text.trim() === 'id') return locale === 'zh-CN' ? '此记录' : 'this record'
  return names.formula(text)
}
