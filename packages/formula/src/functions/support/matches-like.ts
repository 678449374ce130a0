/** Longer patterns never match: the work grows with text length × pattern length. */
export const PATTERN_LIMIT = 250

/**
 * Whether a text fits a LIKE pattern (% any characters, _ one, no escape), by code points. Remembers only the last %: when
 * a later character does not fit, that % takes one character more. No recursion, no regular expression.
 */
export function matchesLike(text: string, pattern: string): boolean {
  const characters = [...text]
  const marks = [...pattern]
  if (marks.length > PATTERN_LIMIT) return false
  let at = 0
  let mark = 0
  let lastPercent = -1
  let resumeAt = 0
  while (at < characters.length) {
    if (marks[mark] === '%') {
      lastPercent = mark++
      resumeAt = at
    } else if (mark < marks.length && (marks[mark] === '_' || marks[mark] === characters[at])) {
      at++
      mark++
    } else if (lastPercent >= 0) {
      mark = lastPercent + 1
      at = ++resumeAt
    } else {
      return false
    }
  }
  while (marks[mark] === '%') mark++
  return mark === marks.length
}
