import { fromLocalMs } from '@tessera/formula'
import type { WireValue } from '@tessera/formula'
import type { ParseResult } from '@tessera/metadata'
import type { CatalogField } from '../../catalog/catalog.js'
import { parseCell, parseValue } from '../../records/parse-values.js'
import { areChoices, replacedOptions, withReplaced } from './replaced-options.js'
import { valueText } from './value-text.js'

/** What a value's own text does not say. */
export interface ConversionWorld {
  /** Of the workspace: dates and times without a zone are of its clocks. */
  readonly timeZone: string
  /** Title of a record that a lookup points to; undefined: it is gone. */
  titleOf(id: string): string | undefined
  /** The records that go by a title. */
  idsOf(title: string): readonly string[]
}

/**
 * A value of one field as the other would keep it, or why that cannot be: through the text a person would write into a cell. What
 * is blank stays blank.
 */
export function convertValue(
  before: CatalogField,
  after: CatalogField,
  value: WireValue,
  world: ConversionWorld,
): ParseResult {
  if (value === null) return { value: after.definition.emptyValue }
  if (areChoices(before, after)) return { value: withReplaced(replacedOptions(before, after), value) }
  // What formulas take for a number stays that number, whatever people read it as: a share, seconds.
  if (before.formulaType.kind === 'number' && after.formulaType.kind === 'number') {
    return parseValue(after, value)
  }
  const text = sourceText(before, after, value, world)
  if (text === undefined) return { value: after.definition.emptyValue }
  return after.target === undefined ? read(after, text, world) : recordOf(text, world)
}

/** The text a value stands for; undefined: a lookup whose record is gone. */
export function sourceText(
  before: CatalogField,
  after: CatalogField,
  value: WireValue,
  world: Pick<ConversionWorld, 'timeZone' | 'titleOf'>,
): string | undefined {
  if (before.target !== undefined) return world.titleOf(String(value))
  const [from, to] = [before.formulaType.kind, after.formulaType.kind]
  if (from === 'boolean' && to === 'number') return value === true ? '1' : '0'
  const text = valueText(before, value, world.timeZone)
  if (from !== 'datetime') return text
  return to === 'date' ? text.slice(0, 10) : to === 'time' ? text.slice(11) : text
}

function recordOf(text: string, world: ConversionWorld): ParseResult {
  const title = text.trim()
  if (title === '') return { value: null }
  const [id, ...others] = world.idsOf(title)
  if (id === undefined) return { problem: { code: 'convert.no_record', details: { value: title } } }
  if (others.length === 0) return { value: id }
  return { problem: { code: 'convert.several_records', details: { value: title, count: others.length + 1 } } }
}

const dayAlone = /^\d{4}\D\d{1,2}\D\d{1,2}\D?$/

function read(after: CatalogField, text: string, world: ConversionWorld): ParseResult {
  if (after.formulaType.kind !== 'datetime') return parseCell(after, text)
  const whole = dayAlone.test(text.trim())
    ? `${text
        .trim()
        .replace(/[年月]/g, '-')
        .replace(/日$/, '')} 00:00`
    : text
  const found = parseCell(after, whole)
  if (!('problem' in found) || found.problem.code !== 'field.zone_missing') return found
  const utc = parseCell(after, `${whole.trim()}Z`)
  if (!('value' in utc) || typeof utc.value !== 'string') return utc
  return { value: new Date(fromLocalMs(Date.parse(utc.value), world.timeZone)).toISOString() }
}
