import { defineFieldTypeServer, type FieldContext, type ParseResult } from '@tessera/metadata'
import { addressParts, addressText } from '../../regions/address-text.js'
import { plainSql } from '../../storage/plain-sql.js'
import { textOrNull } from '../../storage/text-or-null.js'
import { parseText } from '../../values/parse-text.js'
import type { TextOptions } from '../../values/text-options.js'

export const server = defineFieldTypeServer<TextOptions>({
  name: 'address',
  column: () => ({ type: 'text' }),
  toDatabase: textOrNull,
  fromDatabase: textOrNull,
  parse: parseAddress,
  importText: parseAddress,
  toJsonSql: plainSql,
  sortSql: plainSql,
})

function parseAddress(value: unknown, { options: { maxLength } }: FieldContext<TextOptions>): ParseResult {
  const parsed = parseText(value, maxLength)
  if ('problem' in parsed || typeof parsed.value !== 'string') return parsed
  return parseText(addressText(addressParts(parsed.value.replace(/\s+/g, ' '))), maxLength)
}
