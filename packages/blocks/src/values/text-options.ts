import type { JsonSchema } from '@tessera/metadata'
import { encryptedOption } from './encrypted-option.js'
import { maskedOption } from './masked-option.js'
import { searchableOption } from './searchable-option.js'

/** Type-specific properties of every field that holds text. */
export interface TextOptions {
  /** In code points. */
  readonly maxLength: number
}

/** Schema of `TextOptions`; `most` keeps a field below what one page of the record API should carry. `isSearched`: search looks into it; `isPersonal`: it may be shown masked, and be encrypted. */
export function textOptionsSchema(standard: number, most: number, isSearched = true, isPersonal = false): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      maxLength: {
        type: 'integer',
        minimum: 1,
        maximum: most,
        default: standard,
        'x-title': { 'zh-CN': '最大长度', en: 'Longest text' },
        'x-help': { 'zh-CN': '按字符计，一个汉字算一个。', en: 'In characters; a Chinese one counts as one.' },
      },
      ...(isSearched ? searchableOption : {}),
      ...(isPersonal ? { ...maskedOption, ...encryptedOption } : {}),
    },
  }
}
