/**
 * A text from outside as a sentence or a path may show it: at most `max` characters, and U+FFFD in place of characters
 * that neither JSON nor PostgreSQL can carry.
 *
 * Shape: shownText('a\u0000b') → 'a\ufffdb'
 * Units: characters (code points).
 */
export function shownText(text: string, max = 60): string {
  // Four units hold any two characters: enough is looked at, however long the text.
  const characters = [...text.slice(0, max * 4).replaceAll(/\p{Surrogate}|\0/gu, '\ufffd')]
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : characters.join('')
}
