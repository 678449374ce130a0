import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { codePointCount } from './support/code-points.js'
import { matchesLike, PATTERN_LIMIT } from './support/matches-like.js'

export const like = defineFunction({
  name: 'LIKE',
  group: 'text',
  doc: {
    'zh-CN':
      '文本符合模式时为 true：% 代表任意多个字符，_ 代表一个字符，没有转义；区分大小写，超过 250 个字符的模式从不符合。',
    en: 'True when a text fits a pattern: % stands for any characters, _ for one; there is no escape, case matters, and a pattern of more than 250 characters never fits.',
  },
  overloads: [{ args: ['text', 'text'], gives: 'boolean' }],
  blanks: 'own',
  evaluate: ([text, pattern]) => matchesLike(String(text ?? ''), String(pattern ?? '')),
  sql: ([text, pattern]) => {
    const { literal } = pattern!
    if (typeof literal === 'string' && codePointCount(literal) > PATTERN_LIMIT) return sql`false`
    // A pattern without a leading % is served by a prefix index, any other by a trigram index, but only on the bare column.
    return typeof literal === 'string' && /[^%]/.test(literal)
      ? sql`(${text!} LIKE ${pattern!} ESCAPE '' AND ${text!} IS NOT NULL)`
      : sql`(COALESCE(${text!}, '') LIKE COALESCE(${pattern!}, '') ESCAPE '' AND char_length(COALESCE(${pattern!}, '')) <= 250)`
  },
  examples: [
    { text: 'LIKE("INV-2026-001", "INV-____-%")', gives: true },
    { text: 'LIKE("abc", "a_")', gives: false },
    { text: 'LIKE("abc", "%B%")', gives: false },
    { text: 'LIKE("", "%")', gives: true },
    { text: 'LIKE(blank, "a%")', gives: false },
  ],
})
