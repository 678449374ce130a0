/** True for text PostgreSQL and JSON can carry: no NUL character, no half of a surrogate pair. */
export function isCleanText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
