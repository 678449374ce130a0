import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { matchesLike } from './support/matches-like.js'

export const like = defineFunction({
  name: 'LIKE',
  group: 'text',
  doc: {
    'zh-CN': '文本符合模式时为 true：% 代表任意多个字符，_ 代表一个字符，没有转义；区分大小写。',
    en: 'True when a text fits a pattern: % stands for any characters, _ for one; there is no escape, and case matters.',
  },
  overloads: [{ args: ['text', 'text'], gives: 'boolean' }],
  blanks: 'own',
  evaluate: ([text, pattern]) => matchesLike(String(text ?? ''), String(pattern ?? '')),
  sql: ([text, pattern]) => {
    const { literal } = pattern!
    // A pattern without a leading % is served by a prefix index, any other by a trigram index, but only on the bare column.
    return typeof literal === 'string' && /[^%]/.test(literal)
      ? sql`(${text!} LIKE ${pattern!} ESCAPE '' AND ${text!} IS NOT NULL)`
      : sql`(COALESCE(${text!}, '') LIKE COALESCE(${pattern!}, '') ESCAPE '')`
  },
  examples: [
    { text: 'LIKE("INV-2026-001", "INV-____-%")', gives: true },
    { text: 'LIKE("abc", "a_")', gives: false },
    { text: 'LIKE("abc", "%B%")', gives: false },
    { text: 'LIKE("", "%")', gives: true },
    { text: 'LIKE(blank, "a%")', gives: false },
  ],
})
