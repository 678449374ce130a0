/** What XML has no sign for, and what a spreadsheet would read as such a sign. */
const unwritable = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * A text in a workbook: what is a sign of XML is written as one, what XML does not have as `_x0001_` (ECMA-376 part 1, 22.9.2.19),
 * and a text that looks like that so that it stays as it is.
 */
export function xmlText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(unwritable, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)
}
