import { createHash } from 'node:crypto'

/** What stands for a field in search texts: capitals, which no normalised text holds. */
export function fieldCode(fieldId: string): string {
  const bytes = createHash('sha256').update(fieldId).digest().subarray(0, 8)
  return [...bytes].map((byte) => String.fromCharCode(65 + (byte % 26))).join('')
}
