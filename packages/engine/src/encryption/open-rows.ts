import type { QueryResultRow } from 'pg'
import type { FieldCipher } from './field-cipher.js'

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Opens every sealed value in rows that PostgreSQL gave: in columns, in JSON that is parsed, and in JSON that is still text. */
export function openRows<R extends QueryResultRow>(cipher: FieldCipher, rows: readonly R[]): R[] {
  const value = `${escaped(cipher.marker)}([A-Za-z0-9_-]+)~([A-Za-z0-9_.-]+)`
  const whole = new RegExp(`^${value}$`)
  const within = new RegExp(`"${value}"`, 'g')
  const open = (one: unknown): unknown => {
    if (typeof one === 'string') {
      if (!one.includes(cipher.marker)) return one
      const [, field, sealed] = whole.exec(one) ?? []
      if (field !== undefined && sealed !== undefined) return cipher.open(field, sealed)
      return one.replace(within, (_, id: string, text: string) => JSON.stringify(cipher.open(id, text)))
    }
    if (Array.isArray(one)) return one.map(open)
    if (typeof one !== 'object' || one === null || one instanceof Date || Buffer.isBuffer(one)) return one
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, open(inner)]))
  }
  return rows.map((row) => open(row) as R)
}
