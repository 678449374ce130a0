/** A NUL character, or half of a surrogate pair: neither survives PostgreSQL and JSON. */
const unclean = /[\0\p{Cs}]/u

/** True for text PostgreSQL and JSON can carry. */
export function isCleanText(text: string): boolean {
  return !unclean.test(text)
}

/** The text with every character that cannot be carried shown as U+FFFD. */
export function toCleanText(text: string): string {
  return text.replaceAll(/[\0\p{Cs}]/gu, '\uFFFD')
}
