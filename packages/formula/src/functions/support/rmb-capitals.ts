import { Decimal } from 'decimal.js'
import { roundTo } from '../../evaluate/decimal.js'

/** From 0 to 9. */
export const capitalDigits = '零壹贰叁肆伍陆柒捌玖'

/**
 * From 18 capital digits (16 before the point, 2 after) to the amount, by the rules for cheques and bills (支付结算办法,
 * appendix 1). Patterns and replacements, in this order, mean the same in JavaScript and in PostgreSQL. On the way A
 * stands for 万 above 亿, B for 亿 and C for 万, so that the groups of four digits can be told apart.
 */
export const capitalSteps: readonly (readonly [pattern: string, replacement: string])[] = [
  // units inside each group of four, then the units of the groups
  ['(.)(.)(.)(.)', '\\1仟\\2佰\\3拾\\4;'],
  ['^([^;]*);([^;]*);([^;]*);([^;]*);', '\\1A\\2B\\3C\\4元'],
  // the two decimals
  ['元零零$', '元整'],
  ['元零(.)$', '元零\\1分'],
  ['元(.)零$', '元\\1角整'],
  ['元(.)(.)$', '元\\1角\\2分'],
  // zeros: one for a run, none at the front or before a unit; a whole empty group leaves one behind
  ['零[仟佰拾]', '零'],
  ['零+', '零'],
  ['^(零[ABC])+', ''],
  ['A零B', 'AB零'],
  ['B零+C', 'B零'],
  ['零+([ABC元])', '\\1'],
  ['零+', '零'],
  ['^零', ''],
  // nothing before the point
  ['^元整$', '零元整'],
  ['^元零*', ''],
  ['[AC]', '万'],
  ['B', '亿'],
]

/** An amount in Chinese capitals, rounded to fen: 1234.5 → 壹仟贰佰叁拾肆元伍角整; a negative one begins with 负. */
export function rmbCapitals(value: Decimal): string {
  const amount = roundTo(value, 2)
  const digits = amount.abs().mul(100).toFixed(0).padStart(18, '0')
  const capitals = digits.replace(/[0-9]/g, (digit) => capitalDigits.charAt(Number(digit)))
  const text = capitalSteps.reduce(
    (done, [pattern, replacement]) => done.replace(new RegExp(pattern, 'g'), replacement.replace(/\\/g, '$')),
    capitals,
  )
  return amount.isNegative() && !amount.isZero() ? `负${text}` : text
}

/** The same of a plain number, as records have it. */
export const capitalsOfNumber = (value: number): string => rmbCapitals(new Decimal(value))
