import { defineFunction } from './define-function.js'
import { plainTextOf, plainTextSql } from './support/plain-text.js'

export const plainText = defineFunction({
  name: 'PLAINTEXT',
  group: 'text',
  doc: {
    'zh-CN': '富文本的文字部分：去掉标记，段落、列表项各成一行。',
    en: 'The text of a rich text: marks go, paragraphs and list items become lines.',
  },
  overloads: [{ args: ['text'], gives: 'text' }],
  blanks: 'text',
  evaluate: ([text]) => plainTextOf(String(text)),
  sql: ([text]) => plainTextSql(text!),
  examples: [
    { text: 'PLAINTEXT("<p>已<strong>确认</strong></p><p>1 &lt; 2 &amp; 3</p>")', gives: '已确认\n1 < 2 & 3' },
    { text: 'PLAINTEXT("<ul><li>甲</li><li>乙</li></ul>")', gives: '甲\n乙' },
    { text: 'PLAINTEXT("plain")', gives: 'plain' },
    { text: 'PLAINTEXT("<p></p>")', gives: null },
    { text: 'PLAINTEXT(blank)', gives: null },
  ],
})
