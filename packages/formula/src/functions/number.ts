import { Exact } from '../evaluate/decimal.js'
import { raw, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { trimWhiteSpace, whiteSpaceSql } from './support/white-space.js'

/** Sign, digits (with or without a comma every three), point, decimals; at most 40 characters on each side of the point. */
const PATTERN = '^[+-]{0,1}([0-9]{1,40}|[0-9]{1,3}(,[0-9]{3}){1,12})([.][0-9]{0,40}){0,1}$|^[+-]{0,1}[.][0-9]{1,40}$'
const pattern = new RegExp(PATTERN)

export const number = defineFunction({
  name: 'NUMBER',
  group: 'text',
  doc: {
    'zh-CN': '把文本读成数，允许正负号、小数点和千分位逗号；读不成时为空。',
    en: 'Reads a text as a number (sign, decimal point and thousands commas allowed); blank when it is none.',
  },
  overloads: [{ args: ['text'], gives: 'number' }],
  blanks: 'text',
  evaluate: ([text]) => {
    const written = trimWhiteSpace(String(text))
    return pattern.test(written) ? new Exact(written.replaceAll(',', '')) : null
  },
  sql: ([text]) => {
    const written = sql`btrim(${text!}, ${raw(whiteSpaceSql)})`
    return sql`replace(CASE WHEN ${written} ~ ${raw(`'${PATTERN}'`)} THEN ${written} END, ',', '')::numeric`
  },
  examples: [
    { text: 'NUMBER("12.50")', gives: 12.5 },
    { text: 'NUMBER(" -1,234,567.8 ")', gives: -1234567.8 },
    { text: 'NUMBER(".5")', gives: 0.5 },
    { text: 'NUMBER("1,23")', gives: null },
    { text: 'NUMBER("abc")', gives: null },
    { text: 'NUMBER(blank)', gives: null },
  ],
})
