/** SHA-256 (or as good) of a text in UTF-8, as hexadecimal digits; given by the host, since browser and server differ. */
export type Hash = (text: string) => string

/** Digits and lower-case letters without i, l, o, u: 5 bits each, hard to misread. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

const idLength = 12

/**
 * An id for a new part, the same wherever the same part is made: 12 base-32 characters of the hash of its path of keys.
 * A taken one is salted until it is free.
 *
 * Shape: deriveId('object/visit/fields/cost', hash, taken) → '8k2vtq0x5m3c'
 */
export function deriveId(path: string, hash: Hash, isTaken: (id: string) => boolean): string {
  for (let salt = 0; ; salt++) {
    const id = toBase32(hash(salt === 0 ? path : `${path}#${salt}`), idLength)
    if (!isTaken(id)) return id
  }
}

/** An id for a new option: its key where no option of the field ever had that id, else the key with a piece of a hash. */
export function deriveOptionId(key: string, path: string, hash: Hash, isTaken: (id: string) => boolean): string {
  if (!isTaken(key)) return key
  for (let salt = 0; ; salt++) {
    const id = `${key.slice(0, 31)}_${toBase32(hash(`${path}#${salt}`), 8)}`
    if (!isTaken(id)) return id
  }
}

function toBase32(hex: string, length: number): string {
  let bits = BigInt(`0x${hex}`)
  let text = ''
  for (let index = 0; index < length; index++) {
    text += alphabet[Number(bits & 31n)]
    bits >>= 5n
  }
  return text
}
