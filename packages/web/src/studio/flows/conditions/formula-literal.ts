/** A text as a literal of the expression language. Shape: quoteText('5" Rohr') → '"5"" Rohr"' */
export function quoteText(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** A list of keys or ids as a literal. */
export function quoteList(texts: readonly string[]): string {
  return `[${texts.map(quoteText).join(', ')}]`
}
