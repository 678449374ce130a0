import type { JsonSchema, Texts } from '@tessera/metadata'
import { formulaSchema } from './node-schemas.js'

/** Pieces that several triggers share. */

/** The condition of a trigger. */
export function whenSchema(help: Texts): JsonSchema {
  return formulaSchema('formula', { 'zh-CN': '条件', en: 'Condition' }, help)
}

/** Fields whose change counts. */
export const watchSchema: JsonSchema = {
  type: 'array',
  maxItems: 200,
  uniqueItems: true,
  items: { type: 'string', minLength: 1, maxLength: 40 },
  'x-input': 'fields',
  'x-title': { 'zh-CN': '关注的字段', en: 'Watched fields' },
  'x-help': {
    'zh-CN': '只有这些字段变化才算；留空则任何字段。',
    en: 'Only a change of these counts; of any field when left out.',
  },
}
