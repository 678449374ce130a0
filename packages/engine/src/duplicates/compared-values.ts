import type { WireValue } from '@tessera/formula'
import type { CatalogDuplicates, ComparedField } from '../catalog/catalog.js'
import { readingsOf } from '../search/readings.js'
import { dialledNumber, likenessOf, meantText, piecesOf } from './compared-text.js'

/** The value of a record by field id, in wire form. */
export type ValueOf = (fieldId: string) => WireValue | undefined

/** What a field of a record is compared by: one of the forms must be the same, or enough of the pieces. */
export type Compared = { readonly forms: readonly string[] } | { readonly pieces: ReadonlySet<string> }

/** What a value is compared by; undefined for a blank, which is not compared. */
export function comparedValue({ match }: ComparedField, value: WireValue | undefined): Compared | undefined {
  if (value === undefined || value === null) return undefined
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (match === 'exact') return { forms: [text] }
  if (match === 'phone') return filled([dialledNumber(text)])
  const meant = meantText(text)
  if (meant === '') return undefined
  if (match === 'normalised') return { forms: [meant] }
  if (match === 'similar') return { pieces: piecesOf(meant) }
  return filled(spelled(meant))
}

const filled = (forms: readonly string[]): Compared | undefined =>
  forms.some((form) => form !== '') ? { forms: forms.filter((form) => form !== '') } : undefined

/** A text in letters, in each of its readings: 单雄信 is danxiongxin and shanxiongxin. */
function spelled(meant: string): readonly string[] {
  const readings = readingsOf(meant)
  return readings.length === 0 ? [meant] : [...new Set(readings.map((reading) => reading.spelled))]
}

/** How two records agree by a rule: 0 to 1 for the whole, and for each of its fields. */
export interface Agreement {
  readonly rule: CatalogDuplicates
  readonly score: number
  readonly fields: readonly { readonly compared: ComparedField; readonly score: number }[]
}

/** How much a record agrees that differs in how it is written, or read alike. */
const almost = { normalised: 0.97, pinyin: 0.9 } as const

/** `comparedValue`, perhaps with a memory. */
export type CompareValue = typeof comparedValue

/** As `comparedValue`, but thinks of each value once: reading Chinese aloud costs more than comparing it. */
export function rememberingValues(): CompareValue {
  const known = new Map<ComparedField, Map<WireValue | undefined, Compared | undefined>>()
  return (compared, value) => {
    const values = known.get(compared) ?? new Map<WireValue | undefined, Compared | undefined>()
    known.set(compared, values)
    if (!values.has(value)) values.set(value, comparedValue(compared, value))
    return values.get(value)
  }
}

/** Compares two records by a rule; undefined when one of its fields does not agree. `when` is the caller's. */
export function compareBy(
  rule: CatalogDuplicates,
  a: ValueOf,
  b: ValueOf,
  valueFor: CompareValue = comparedValue,
): Agreement | undefined {
  const fields: { compared: ComparedField; score: number }[] = []
  for (const compared of rule.fields) {
    const score = agreementOf(compared, a(compared.field.id), b(compared.field.id), valueFor)
    if (score === undefined) return undefined
    fields.push({ compared, score })
  }
  return { rule, fields, score: Math.min(...fields.map(({ score }) => score)) }
}

function agreementOf(
  compared: ComparedField,
  a: WireValue | undefined,
  b: WireValue | undefined,
  valueFor: CompareValue,
): number | undefined {
  const one = valueFor(compared, a)
  const other = valueFor(compared, b)
  if (one === undefined || other === undefined) return undefined
  if ('pieces' in one && 'pieces' in other) {
    const likeness = likenessOf(one.pieces, other.pieces)
    return likeness >= compared.threshold ? Math.round(likeness * 100) / 100 : undefined
  }
  if (!('forms' in one) || !('forms' in other) || !one.forms.some((form) => other.forms.includes(form)))
    return undefined
  if (compared.match === 'normalised' || compared.match === 'pinyin') return a === b ? 1 : almost[compared.match]
  return 1
}
