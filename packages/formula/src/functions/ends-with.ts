import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { likeLiteral } from './support/like-pattern.js'

export const endsWith = defineFunction({
  name: 'ENDSWITH',
  group: 'text',
  doc: {
    'zh-CN': '文本以另一个文本结尾时为 true；区分大小写。',
    en: 'True when a text ends with another one; case matters.',
  },
  overloads: [{ args: ['text', 'text'], gives: 'boolean' }],
  blanks: 'own',
  evaluate: ([text, wanted]) => String(text ?? '').endsWith(String(wanted ?? '')),
  sql: ([text, wanted]) =>
    likeLiteral(text!, wanted!, (escaped) => `%${escaped}`) ??
    sql`(right(COALESCE(${text!}, ''), char_length(COALESCE(${wanted!}, ''))) = COALESCE(${wanted!}, ''))`,
  examples: [
    { text: 'ENDSWITH("report.pdf", ".pdf")', gives: true },
    { text: 'ENDSWITH("report.pdf", "PDF")', gives: false },
    { text: 'ENDSWITH(blank, "a")', gives: false },
    { text: 'ENDSWITH("a", blank)', gives: true },
  ],
})
