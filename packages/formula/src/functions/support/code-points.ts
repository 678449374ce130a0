/** Number of code points, as PostgreSQL's char_length counts them: an emoji of two UTF-16 units is one. */
export function codePointCount(text: string): number {
  let count = text.length
  for (let index = 0; index < text.length - 1; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0xd800 || unit > 0xdbff) continue
    count--
    index++
  }
  return count
}

/** UTF-16 offset of the code point with this number (from 0); the text's length when there is none. */
export function unitOffset(text: string, codePoints: number): number {
  let offset = 0
  for (let seen = 0; seen < codePoints && offset < text.length; seen++) {
    const unit = text.charCodeAt(offset)
    offset += unit >= 0xd800 && unit <= 0xdbff ? 2 : 1
  }
  return Math.min(offset, text.length)
}

/** Code points from number `start` (from 0), `count` of them. */
export function sliceCodePoints(text: string, start: number, count: number): string {
  const from = unitOffset(text, start)
  const rest = text.slice(from)
  return rest.slice(0, unitOffset(rest, count))
}
