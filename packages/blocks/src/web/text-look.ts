/** Text on one line; anything else but text is written as JSON has it. */
export function oneLine(value: unknown): string {
  return plainText(value).replaceAll(/\s*[\r\n]+\s*/g, ' ')
}

export function plainText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
