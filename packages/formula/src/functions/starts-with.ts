import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { likeLiteral } from './support/like-pattern.js'

export const startsWith = defineFunction({
  name: 'STARTSWITH',
  group: 'text',
  doc: {
    'zh-CN': '文本以另一个文本开头时为 true；区分大小写。',
    en: 'True when a text begins with another one; case matters.',
  },
  overloads: [{ args: ['text', 'text'], gives: 'boolean' }],
  blanks: 'own',
  evaluate: ([text, wanted]) => String(text ?? '').startsWith(String(wanted ?? '')),
  sql: ([text, wanted]) =>
    likeLiteral(text!, wanted!, (escaped) => `${escaped}%`) ??
    sql`starts_with(COALESCE(${text!}, ''), COALESCE(${wanted!}, ''))`,
  examples: [
    { text: 'STARTSWITH("Tessera", "Tes")', gives: true },
    { text: 'STARTSWITH("Tessera", "tes")', gives: false },
    { text: 'STARTSWITH("a_b", "a%")', gives: false },
    { text: 'STARTSWITH(blank, "a")', gives: false },
    { text: 'STARTSWITH("a", blank)', gives: true },
  ],
})
