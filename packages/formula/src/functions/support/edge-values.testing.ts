import fc from 'fast-check'
import type { WireValue } from '../../index.js'

/** Values at the edges of what functions take: limits, ends of months and of the calendar, clock changes, check digits. */

const numbers = fc.oneof(
  fc.constantFrom(
    0,
    1,
    -1,
    3,
    7,
    12,
    20,
    -20,
    24,
    31,
    59,
    60,
    100,
    -100,
    9_999,
    10_000,
    19_999,
    20_000,
    119_999,
    120_000,
  ),
  fc.constantFrom(
    1e6,
    4e6,
    -4e6,
    3_652_058,
    -3_652_059,
    999_999_999,
    1e9,
    -1e9,
    2_147_483_648,
    1e14,
    999_999_999_999_999,
  ),
  fc.constantFrom(0.005, -0.005, 0.5, -0.5, 2.5, 1e-10, -1e-10, 99_999.995, -999_999_999_999_999, 1.9999999999),
  fc.integer({ min: -50, max: 50 }),
  fc.integer({ min: -130_000, max: 130_000 }),
  fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((n) => n / 1000),
  // Amounts with many zeros, for the capitals.
  fc
    .tuple(
      fc.array(fc.constantFrom('0', '0', '1', '9'), { minLength: 1, maxLength: 15 }),
      fc.constantFrom('', '.5', '.05'),
    )
    .map(([digits, fraction]) => Number(digits.join('') + fraction)),
)

export const smallNumbers = fc.oneof(
  fc.integer({ min: -3, max: 12 }),
  fc.constantFrom(999_999_999, 1_000_000_000, 100_000, 100_001),
)

const pieces = "a b A ab % _ \\ 😀 中 , - . + 0 1 9 X x ß İ ς Σ ά Ÿ ÿ ѐ 年 月 日 / ? ' $ &"
  .split(' ')
  .concat([' ', '\t', '\u3000', '\u200b', '\ufeff'])

const shortTexts = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 9 }).map((parts) => parts.join(''))

const writtenDates = fc
  .tuple(
    fc.constantFrom('2024', '2023', '1900', '0001', '0000', '9999'),
    fc.constantFrom('-', '/', '.', '年'),
    fc.integer({ min: 0, max: 13 }),
    fc.constantFrom('-', '月'),
    fc.integer({ min: 0, max: 32 }),
    fc.constantFrom('', '日', ' '),
  )
  .map((parts) => parts.join(''))

const writtenNumbers = fc
  .array(fc.constantFrom('1', '12', '123', '000', ',', '.', '-', '+', ' ', 'e', '９'), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''))

const phones = fc.integer({ min: 12_000_000_000, max: 20_000_000_000 }).map(String)

const idCards = fc
  .tuple(
    fc.integer({ min: 1798, max: 2102 }),
    fc.integer({ min: 0, max: 13 }),
    fc.integer({ min: 1, max: 32 }),
    fc.integer({ min: 0, max: 999 }),
    fc.boolean(),
  )
  .map(([year, month, day, sequence, isRight]) => {
    const two = (part: number) => String(part).padStart(2, '0')
    const digits = `110105${year}${two(month)}${two(day)}${String(sequence).padStart(3, '0')}`
    const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0)
    return digits + '10X98765432'.charAt((sum + (isRight ? 0 : 1)) % 11)
  })

const creditCharacters = '0123456789ABCDEFGHJKLMNPQRTUWXY'

const creditCodes = fc
  .tuple(
    fc.integer({ min: 100_000, max: 999_999 }),
    fc.array(fc.constantFrom(...creditCharacters), { minLength: 9, maxLength: 9 }),
    fc.boolean(),
  )
  .map(([place, organisation, isRight]) => {
    const body = `91${place}${organisation.join('')}`
    const sum = [...body].reduce(
      (total, character, at) => total + creditCharacters.indexOf(character) * (3 ** at % 31),
      0,
    )
    return body + creditCharacters.charAt((31 - (sum % 31) + (isRight ? 0 : 1)) % 31)
  })

const longTexts = fc.constantFrom('a'.repeat(3_000), '😀'.repeat(60_000), 'ab'.repeat(50_000))

const texts = fc.oneof(
  { weight: 6, arbitrary: shortTexts },
  { weight: 2, arbitrary: writtenDates },
  { weight: 2, arbitrary: writtenNumbers },
  { weight: 2, arbitrary: idCards },
  { weight: 2, arbitrary: creditCodes },
  { weight: 1, arbitrary: phones },
  { weight: 1, arbitrary: longTexts },
)

const dayText = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)

const dates = fc.oneof(
  fc.constantFrom(
    '0001-01-01',
    '9999-12-31',
    '2024-02-29',
    '2024-01-31',
    '2023-12-31',
    '9999-01-01',
    '0004-02-29',
    '1900-03-01',
  ),
  fc.integer({ min: -719_162, max: 2_932_896 }).map(dayText),
  fc.integer({ min: 19_500, max: 20_000 }).map(dayText),
)

/** Moments at which clocks changed in one of the zones, Shanghai's of 1927, 1940 and 1991 and a skipped day among them. */
const changes = [
  '2026-03-08T07:00:00Z',
  '2026-11-01T06:00:00Z',
  '2026-03-29T01:00:00Z',
  '2026-10-25T01:00:00Z',
  '2026-04-04T15:00:00Z',
  '2026-10-03T15:30:00Z',
  '2011-12-30T10:00:00Z',
  '1900-12-31T15:54:17Z',
  '1940-06-02T16:00:00Z',
  '1991-09-14T15:00:00Z',
]

const instants = fc
  .oneof(
    fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -7_200_000, max: 7_200_000 }))
      .map(([change, distance]) => Date.parse(change) + distance),
    fc.constantFrom(Date.parse('0001-01-02T00:00:00Z'), Date.parse('9999-12-30T23:59:59.999Z'), 0, -1),
    fc.integer({ min: -2e12, max: 4e12 }),
  )
  .map((instant) => new Date(instant).toISOString())

/** Values for some columns of the agreement suite's rows, under the names of its fields. */
export const edgeRow: fc.Arbitrary<Readonly<Record<string, WireValue>>> = fc.record({
  n1: numbers,
  n2: fc.oneof(numbers, smallNumbers),
  n3: smallNumbers,
  t1: texts,
  t2: fc.option(shortTexts),
  d1: dates,
  d2: dates,
  dt1: instants,
  dt2: instants,
  tm1: fc.constantFrom('00:00:00', '23:59:59', '12:34:56'),
})

export const edgeZones = [
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Africa/Casablanca',
] as const
