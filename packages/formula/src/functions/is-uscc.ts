import { raw, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

/** GB 32100-2015: the 31 characters in order of their value (no I, O, S, V, Z). */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const PATTERN = '^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$'
const pattern = new RegExp(PATTERN)

/** Weights of the first 17 characters: powers of 3 modulo 31. */
const weights: readonly number[] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

export const isUscc = defineFunction({
  name: 'ISUSCC',
  group: 'china',
  doc: {
    'zh-CN': '是有效的统一社会信用代码（18 位，含校验码，GB 32100-2015）时为 true。',
    en: 'True for a valid unified social credit code: 18 characters with the check character of GB 32100-2015.',
  },
  overloads: [{ args: ['text'], gives: 'boolean' }],
  blanks: 'own',
  evaluate: ([text]) => {
    const code = String(text ?? '')
    if (!pattern.test(code)) return false
    // With weight 1 for the check character itself, the sum of a valid code is a multiple of 31.
    const sum = [...code].reduce(
      (total, character, at) => total + CHARACTERS.indexOf(character) * (weights[at] ?? 1),
      0,
    )
    return sum % 31 === 0
  },
  sql: ([text]) => {
    const values = weights.map((weight) => `${weight}`).join(',')
    const value = sql`(strpos(${raw(`'${CHARACTERS}'`)}, substr(${text!}, "_c"."_at"::int, 1)) - 1)`
    const sum = sql`(SELECT sum(${value} * "_c"."_weight") FROM unnest(${raw(`'{${values},1}'::int[]`)}) WITH ORDINALITY AS "_c"("_weight", "_at"))`
    return sql`COALESCE(${text!} ~ ${raw(`'${PATTERN}'`)} AND ${sum} % 31 = 0, false)`
  },
  examples: [
    { text: 'ISUSCC("91350100M000100Y43")', gives: true },
    { text: 'ISUSCC("91350100M000100Y44")', gives: false },
    { text: 'ISUSCC("91350100M000100Y4")', gives: false },
    { text: 'ISUSCC(blank)', gives: false },
  ],
})
