import { createHash } from 'node:crypto'

const base32 = 'abcdefghijklmnopqrstuvwxyz234567'
const maxNameBytes = 63

/** Quotes an identifier for PostgreSQL. Names come from the catalog only; quoting is the second wall. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A qualified, quoted name: `"ws_main"."visit_ab12cd34"`. */
export function qualified(schema: string, name: string): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`
}

/** Lower-case base-32 of the SHA-256 of a text: 52 characters that look alike on every machine. */
export function hashText(text: string): string {
  const bytes = createHash('sha256').update(text).digest()
  let bits = 0
  let held = 0
  let out = ''
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      out += base32[(held >>> bits) & 31]
      held &= (1 << bits) - 1
    }
  }
  return bits > 0 ? out + base32[(held << (5 - bits)) & 31] : out
}

/**
 * A physical name: readable, generated, never reused. 40 bytes of the key, `_`, and 8 characters of the id's hash,
 * lengthened until no live or dropped name of the workspace is the same (decisions, section 3).
 */
export function physicalName(key: string, id: string, isTaken: (name: string) => boolean): string {
  const readable = key
    .replaceAll(/[^A-Za-z0-9]/g, '_')
    .toLowerCase()
    .slice(0, 40)
  const hash = hashText(id)
  for (let length = 8; length <= 22; length += 2) {
    const name = `${readable}_${hash.slice(0, length)}`.slice(0, maxNameBytes)
    if (!isTaken(name)) return name
  }
  for (let salt = 1; ; salt += 1) {
    const name = `${readable}_${hashText(`${id}#${salt}`).slice(0, 20)}`
    if (!isTaken(name)) return name
  }
}
