import { plainTextSql } from '@tessera/formula'
import { defineFieldTypeServer, type FieldContext, type ParseResult } from '@tessera/metadata'
import { plainSql } from '../../storage/plain-sql.js'
import { sanitiseRichText } from '../../storage/sanitise-rich-text.js'
import { textOrNull } from '../../storage/text-or-null.js'
import { parseText } from '../../values/parse-text.js'
import { htmlOfCell } from '../../values/rich-text-html.js'
import type { TextOptions } from '../../values/text-options.js'

export const server = defineFieldTypeServer<TextOptions>({
  name: 'richText',
  column: () => ({ type: 'text' }),
  toDatabase: textOrNull,
  fromDatabase: textOrNull,
  parse: parseRichText,
  importText: (cell, field) => parseRichText(htmlOfCell(cell), field),
  searchSql: plainTextSql,
  toJsonSql: plainSql,
  sortSql: plainSql,
})

/** What was sent and what is left of it must both fit. */
function parseRichText(value: unknown, { options: { maxLength } }: FieldContext<TextOptions>): ParseResult {
  const sent = parseText(value, maxLength)
  if ('problem' in sent || typeof sent.value !== 'string') return sent
  return parseText(sanitiseRichText(sent.value), maxLength)
}
