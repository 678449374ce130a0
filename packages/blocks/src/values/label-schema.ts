import type { JsonSchema } from '@tessera/metadata'

const text: JsonSchema = { type: 'string', minLength: 1, maxLength: 500 }

/** As labels of documents: one text, or one per language. */
export const labelSchema: JsonSchema = {
  type: ['string', 'object'],
  minLength: 1,
  maxLength: 500,
  additionalProperties: false,
  required: ['zh-CN', 'en'],
  properties: { 'zh-CN': text, en: text },
}
