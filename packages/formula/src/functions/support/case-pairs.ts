/**
 * Letters that change one to one between lower and upper case, whatever the language: ASCII, Latin-1, Greek, Cyrillic and
 * full-width Latin. Everything else (ß, Turkish dotless ı, ligatures) stays as it is in both back ends; PostgreSQL's own
 * upper() and JavaScript's toUpperCase() differ in exactly those.
 */
const ranges: readonly (readonly [firstLower: number, lastLower: number, distance: number])[] = [
  [0x61, 0x7a, 0x20], // a–z
  [0xe0, 0xf6, 0x20], // à–ö
  [0xf8, 0xfe, 0x20], // ø–þ
  [0xff, 0xff, 0xff - 0x178], // ÿ
  [0x3b1, 0x3c1, 0x20], // α–ρ
  [0x3c3, 0x3cb, 0x20], // σ–ϋ
  [0x3ac, 0x3ac, 0x26], // ά
  [0x3ad, 0x3af, 0x25], // έ–ί
  [0x3cc, 0x3cc, 0x40], // ό
  [0x3cd, 0x3ce, 0x3f], // ύ ώ
  [0x430, 0x44f, 0x20], // а–я
  [0x450, 0x45f, 0x50], // ѐ–џ
  [0xff41, 0xff5a, 0x20], // ａ–ｚ
]

const codes = ranges.flatMap(([first, last, distance]) =>
  Array.from({ length: last - first + 1 }, (_, index) => [first + index, first + index - distance] as const),
)

/** The lower-case letters, in the order of `upperLetters`. */
export const lowerLetters = String.fromCharCode(...codes.map(([lower]) => lower))

/** The upper-case letters, in the order of `lowerLetters`. */
export const upperLetters = String.fromCharCode(...codes.map(([, upper]) => upper))

const toLower = new Map(codes.map(([lower, upper]) => [upper, lower]))
const toUpper = new Map(codes)

/** The text in lower case, letter by letter. */
export function lowerCase(text: string): string {
  return translated(text, toLower)
}

/** The text in upper case, letter by letter. */
export function upperCase(text: string): string {
  return translated(text, toUpper)
}

function translated(text: string, letters: ReadonlyMap<number, number>): string {
  const units: string[] = []
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    units.push(String.fromCharCode(letters.get(unit) ?? unit))
  }
  return units.join('')
}
