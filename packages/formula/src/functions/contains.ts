import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { likeLiteral } from './support/like-pattern.js'

export const contains = defineFunction({
  name: 'CONTAINS',
  group: 'text',
  doc: {
    'zh-CN': '文本中含有另一个文本时为 true；区分大小写，空文本总是含有。',
    en: 'True when a text contains another one; case matters, and every text contains the empty one.',
  },
  overloads: [{ args: ['text', 'text'], gives: 'boolean' }],
  blanks: 'own',
  evaluate: ([text, wanted]) => String(text ?? '').includes(String(wanted ?? '')),
  sql: ([text, wanted]) =>
    likeLiteral(text!, wanted!, (escaped) => `%${escaped}%`) ??
    sql`(strpos(COALESCE(${text!}, ''), COALESCE(${wanted!}, '')) > 0)`,
  examples: [
    { text: 'CONTAINS("Tessera", "ess")', gives: true },
    { text: 'CONTAINS("Tessera", "ESS")', gives: false },
    { text: 'CONTAINS("50%", "%")', gives: true },
    { text: 'CONTAINS(blank, "a")', gives: false },
    { text: 'CONTAINS("a", blank)', gives: true },
  ],
})
