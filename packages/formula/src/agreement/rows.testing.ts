import fc from 'fast-check'
import type { Environment, FormulaType, WireValue } from '../index.js'
import { departments, people, titleOf, isUnderDepartment, columnOf, worldPaths } from './world.testing.js'

/** Rows of nasty values, and the request they are evaluated in. */

export type Row = Readonly<Record<string, WireValue>>

export const numbers: readonly number[] = [
  0,
  -0,
  1,
  -1,
  2,
  3,
  7,
  10,
  12,
  0.1,
  0.2,
  0.3,
  0.5,
  1.5,
  2.5,
  -2.5,
  2.345,
  1.005,
  1 / 8,
  0.333333333333333,
  1e-10,
  5e-11,
  1e-15,
  -1e-12,
  100,
  255,
  1234.5,
  -0.05,
  99999.995,
  999999999999999,
  -999999999999999,
  99999999999999.9,
  123456789012345,
  1e14,
  40000,
  366,
  1900,
  2024,
]

export const texts: readonly string[] = [
  'a',
  'A',
  'abc',
  'Abc def',
  ' ',
  '  two  spaces ',
  '\t tab \n',
  '\u3000全角\u3000',
  '张三',
  '中文，标点。',
  '😀',
  '👨‍👩‍👧 family',
  'e\u0301',
  'é',
  'İstanbul',
  'ı',
  'ß',
  'ẞ',
  'ǅ',
  'ﬁ',
  'Ωmega ς',
  'ЖЯ',
  '%',
  '_',
  'a%b_c',
  '\\',
  '\\%',
  "O'Hara",
  '"',
  '?',
  '$1',
  'true',
  '0',
  '-0',
  '12',
  ' 12.50 ',
  '1e3',
  '１２',
  '1,234',
  '12abc',
  'NaN',
  'Infinity',
  '-',
  '.5',
  '2024-02-29',
  '2023-02-29',
  '2024-13-01',
  '0001-01-01',
  '9999-12-31',
  '0',
  'new',
  'won',
  'a,b,,c',
  ',',
  '13800138000',
  '+8613800138000',
  '91350211M000100Y43',
  '91350211M000100Y44',
  '11010519491231002X',
  '11010519491231002x',
  '110105194912310021',
]

export const dates: readonly string[] = [
  '2024-01-31',
  '2024-02-29',
  '2023-02-28',
  '2024-12-31',
  '2025-01-01',
  '2000-02-29',
  '1900-02-28',
  '1999-12-31',
  '2026-03-29',
  '2026-10-25',
  '0001-01-01',
  '9999-12-31',
  '1582-10-10',
  '2021-01-03',
  '2020-12-31',
  '2024-06-30',
  '2023-03-31',
  '1970-01-01',
]

export const instants: readonly string[] = [
  '2024-01-31T00:00:00.000Z',
  '2024-02-29T23:59:59.999Z',
  '2024-12-31T16:00:00.000Z',
  '2024-12-31T15:59:59.999Z',
  '2026-03-29T01:00:00.000Z',
  '2026-03-29T00:59:59.999Z',
  '2026-10-25T00:30:00.000Z',
  '2026-10-25T01:30:00.000Z',
  '1970-01-01T00:00:00.000Z',
  '1969-12-31T23:59:59.001Z',
  '0001-01-02T00:00:00.000Z',
  '9999-12-30T23:59:59.999Z',
  '2038-01-19T03:14:08.000Z',
  '2099-07-01T12:00:00.000Z',
  '2026-03-08T07:00:00.000Z',
]

export const times: readonly string[] = ['00:00:00', '23:59:59', '12:30:00', '09:05:07']
export const durations: readonly number[] = [
  0, 1, -1, 86400000, 3600000, -90061001, 999999999999999, 31536000000, 59999,
]

const digits = fc.oneof(
  fc.constantFrom(...numbers),
  fc.integer({ min: -20, max: 40 }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 100),
  fc.integer({ min: -999_999_999, max: 999_999_999 }).map((n) => Number(`${n}e-6`)),
)

const characters = fc.constantFrom(...Array.from('aAbBzZ019 .,-%_\\\'"?中文张é😀ßİıΩως\u0301\u3000\tЖж'))

const textValues = fc.oneof(
  fc.constantFrom(...texts),
  fc.array(characters, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('').normalize('NFC')),
)

const dateValues = fc.oneof(
  fc.constantFrom(...dates),
  fc.integer({ min: 0, max: 60_000 }).map((day) => new Date(day * 86_400_000 - 2e12).toISOString().slice(0, 10)),
)

const instantValues = fc.oneof(
  fc.constantFrom(...instants),
  fc.integer({ min: 0, max: 4_000_000_000 }).map((second) => new Date(second * 1000 + (second % 1000)).toISOString()),
)

function valueOf(type: FormulaType): fc.Arbitrary<WireValue> {
  switch (type.kind) {
    case 'number':
      return digits
    case 'text':
      return textValues
    case 'boolean':
      return fc.boolean()
    case 'date':
      return dateValues
    case 'datetime':
      return instantValues
    case 'time':
      return fc.constantFrom(...times)
    case 'duration':
      return fc.oneof(fc.constantFrom(...durations), fc.integer({ min: -1e9, max: 1e9 }))
    case 'option':
      return fc.constantFrom(...type.options.map((option) => option.key))
    case 'anyRecord':
      return fc.constantFrom(...people, ...departments)
    case 'record':
      return fc.constantFrom(...(type.object === 'user' ? people : departments))
    case 'list':
      return fc.array(valueOf(type.of), { minLength: 1, maxLength: 4 })
    case 'blank':
      return fc.constant(null)
  }
}

const columns = Object.fromEntries(
  worldPaths.map(({ path, version, type }) => {
    const value = valueOf(type)
    // Own boolean columns are never blank; across a lookup they are where the lookup is.
    const isOwnBoolean = type.kind === 'boolean' && path.length === 1 && version === 'current'
    return [
      columnOf(path, version),
      isOwnBoolean ? value : fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 4, arbitrary: value }),
    ]
  }),
)

/** One row: a wire value per column. */
export const rowArbitrary: fc.Arbitrary<Row> = fc.record(columns).map((row) => ({ ...row, ...relatedOf(row) }))

/** A record of one of two objects is in one of their columns, and the whole is whichever is filled. */
function relatedOf(row: Readonly<Record<string, WireValue>>): Record<string, WireValue> {
  const of = (version: string): Record<string, WireValue> => {
    const [department, user] = ['department', 'user'].map((object) => `${version}__deal.related~${object}`)
    const first = row[department ?? ''] ?? null
    const second = first === null ? (row[user ?? ''] ?? null) : null
    return { [user ?? '']: second, [`${version}__related`]: first ?? second }
  }
  return { ...of('current'), ...of('old') }
}

export type Request = Pick<Environment, 'me' | 'now' | 'today' | 'timeZone' | 'calendar'>

const zones = [
  'Asia/Shanghai',
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Pacific/Apia',
]

export const requestArbitrary: fc.Arbitrary<Request> = fc.record({
  me: fc.constantFrom<(string | null)[]>(...people, null),
  now: fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 }),
  today: fc.constantFrom('2024-02-29', '2025-12-31', '2026-03-29', '2023-01-01'),
  timeZone: fc.constantFrom(...zones),
  calendar: fc.record({
    weekend: fc.constantFrom([6, 7], [5, 6], [7], []),
    holidays: fc.subarray(['2024-01-01', '2024-02-29', '2025-01-01', '2026-03-30', '2024-02-12']),
    workdays: fc.subarray(['2024-02-04', '2024-02-18', '2025-01-26', '2024-03-02']),
  }),
})

export function environmentOf(row: Row, request: Request): Environment {
  return {
    ...request,
    get: (path, version) => row[columnOf(path, version)],
    title: (_object, id) => titleOf(id),
    isUnder: (_object, id, ancestor) => isUnderDepartment(id, ancestor),
  }
}
