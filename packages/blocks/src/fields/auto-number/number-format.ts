import type { JsonSchema } from '@tessera/metadata'

/**
 * Formats of auto-numbers: text with `{yyyy}` `{MM}` `{dd}` for the date and exactly one counter of zeros, `{0000}`. The
 * counter starts again at 1 in each period the date parts tell apart; so `{dd}` needs `{MM}`, and `{MM}` needs `{yyyy}`,
 * or a number would come twice.
 */
const part = '\\{(?:yyyy|MM|dd)\\}|[^{}\\u0000]'

/** What a document may give as a format. */
export const numberFormatSchema: JsonSchema = {
  type: 'string',
  maxLength: 60,
  examples: ['V-{yyyy}-{0000}'],
  pattern: `^(?:${part})*\\{0{1,12}\\}(?:${part})*$`,
  allOf: [
    { if: { pattern: '\\{MM\\}' }, then: { pattern: '\\{yyyy\\}', examples: ['V-{yyyy}{MM}-{0000}'] } },
    { if: { pattern: '\\{dd\\}' }, then: { pattern: '\\{MM\\}', examples: ['V-{yyyy}{MM}{dd}-{0000}'] } },
  ],
}

const tokens = /\{(yyyy|MM|dd|0+)\}/g

/**
 * The number of the n-th record of its period. A counter that outgrows its zeros gets longer; nothing is cut off.
 *
 * Shape: formatAutoNumber('V-{yyyy}-{0000}', '2026-01-31', 7) → 'V-2026-0007'
 * Units: `date` is 'yyyy-MM-dd' in the workspace's zone; `n` counts from 1.
 */
export function formatAutoNumber(format: string, date: string, n: number): string {
  const dateParts = partsOf(date)
  return format.replace(tokens, (_, token: string) => dateParts.get(token) ?? String(n).padStart(token.length, '0'))
}

/**
 * The key of the counter a date belongs to: the date as far as the format shows it, '' for one counter for ever.
 *
 * Shape: autoNumberPeriod('V-{yyyy}-{0000}', '2026-01-31') → '2026'
 */
export function autoNumberPeriod(format: string, date: string): string {
  const shown = [...partsOf(date)].filter(([token]) => format.includes(`{${token}}`))
  return shown.map(([, text]) => text).join('-')
}

function partsOf(date: string): ReadonlyMap<string, string> {
  const [year = '', month = '', day = ''] = date.split('-')
  return new Map([
    ['yyyy', year],
    ['MM', month],
    ['dd', day],
  ])
}
