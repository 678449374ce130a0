const blocks = /<\/(p|div|ul|ol|h[1-6]|blockquote|pre|table)>|<br\s*\/?>/i

/** The HTML of a cell: as it is where it is HTML, else its lines as paragraphs, parted where a line is blank. */
export function htmlOfCell(cell: string): string {
  if (blocks.test(cell)) return cell
  return cell
    .split(/(?:\r?\n[ \t\u3000]*){2,}/)
    .filter((text) => text.trim() !== '')
    .map((text) => `<p>${escapeHtml(text.trim()).replace(/\r?\n/g, '<br />')}</p>`)
    .join('')
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
