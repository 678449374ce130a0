import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const split = defineFunction({
  name: 'SPLIT',
  group: 'text',
  doc: {
    'zh-CN': '按分隔符把文本拆成列表，不留空的部分；分隔符为空时不拆。',
    en: 'Cuts a text into a list at a separator; empty parts are left out, and without a separator it stays whole.',
  },
  overloads: [{ args: ['text', 'text'], gives: 'list of text' }],
  blanks: 'text',
  evaluate: ([text, separator]) => {
    const [all, at] = [String(text), String(separator)]
    const parts = (at === '' ? [all] : all.split(at)).filter((part) => part !== '')
    return parts.length === 0 ? null : parts
  },
  sql: ([text, separator]) => sql`NULLIF(array_remove(string_to_array(${text!}, ${separator!}), ''), '{}'::text[])`,
  examples: [
    { text: 'SPLIT("a,b,,c", ",")', gives: ['a', 'b', 'c'] },
    { text: 'SPLIT("a-b", "")', gives: ['a-b'] },
    { text: 'SPLIT(",", ",")', gives: null },
    { text: 'SPLIT(blank, ",")', gives: null },
  ],
})
