/**
 * The white space TRIM and the readers of numbers and dates take off: Unicode's White_Space, plus the two invisible
 * characters that come along when text is pasted (zero-width space, byte order mark).
 */
const codes: readonly number[] = [
  0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006,
  0x2007, 0x2008, 0x2009, 0x200a, 0x200b, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff,
]

/** All of them in one text. */
export const whiteSpace = String.fromCharCode(...codes)

/** The same as a constant of PostgreSQL. */
export const whiteSpaceSql = `E'${codes.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('')}'`

/** The text without white space at both ends. */
export function trimWhiteSpace(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && whiteSpace.includes(text.charAt(start))) start++
  while (end > start && whiteSpace.includes(text.charAt(end - 1))) end--
  return text.slice(start, end)
}
