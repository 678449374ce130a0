import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const isBlank = defineFunction({
  name: 'ISBLANK',
  group: 'logic',
  doc: {
    'zh-CN': '值为空时为 true；空文本和空列表也算空。',
    en: 'True when the value is blank; empty text and empty lists are blank.',
  },
  overloads: [{ args: ['any'], gives: 'boolean' }],
  blanks: 'own',
  evaluate: ([value]) => value === null || value === undefined,
  sql: ([value]) => sql`(${value!} IS NULL)`,
  examples: [
    { text: 'ISBLANK(blank)', gives: true },
    { text: 'ISBLANK("")', gives: true },
    { text: 'ISBLANK(0)', gives: false },
    { text: 'ISBLANK(1 / 0)', gives: true },
  ],
})
