import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { AppError } from '@tessera/metadata'

const IV_BYTES = 12
const TAG_BYTES = 16
const VERSION = 'v1'

/**
 * Seals the texts of encrypted fields with a key that PostgreSQL never sees: AES-256-GCM, bound to the field. The nonce is a keyed
 * hash of field and text, so that equal texts of a field are sealed alike: `=`, `in`, uniqueness and indexes work on what is
 * stored, and nothing else does (decision 0025).
 *
 * Sealed form: `v1.<key id>.<base64url of nonce, ciphertext, tag>`.
 */
export class FieldCipher {
  readonly keyId: string
  /** Stands before sealed values in what PostgreSQL answers, so that they can be found in it; nobody outside the process knows it. */
  readonly marker = `~sealed:${randomBytes(12).toString('base64url')}:`
  readonly #sealing: Buffer
  readonly #hashing: Buffer

  /** @param key 32 bytes */
  constructor(key: Uint8Array) {
    if (key.length !== 32) throw new Error('the key of encrypted fields must have 32 bytes')
    const derived = (purpose: string): Buffer =>
      Buffer.from(hkdfSync('sha256', key, '', `tessera field ${purpose}`, 32))
    this.#sealing = derived('seal')
    this.#hashing = derived('hash')
    this.keyId = derived('id').subarray(0, 6).toString('base64url')
    ciphers.set(this.marker, this)
  }

  seal(field: string, text: string): string {
    const iv = createHmac('sha256', this.#hashing).update(`${field}\0${text}`).digest().subarray(0, IV_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.#sealing, iv).setAAD(Buffer.from(field))
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return `${VERSION}.${this.keyId}.${sealed.toString('base64url')}`
  }

  /** Errors: field.sealed for what another key sealed, and what was tampered with. */
  open(field: string, sealed: string): string {
    const [version, keyId, text = ''] = sealed.split('.')
    if (version !== VERSION || keyId !== this.keyId) throw new AppError('field.sealed')
    const bytes = Buffer.from(text, 'base64url')
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#sealing, bytes.subarray(0, IV_BYTES))
      decipher.setAAD(Buffer.from(field)).setAuthTag(bytes.subarray(bytes.length - TAG_BYTES))
      const opened = decipher.update(bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES))
      return Buffer.concat([opened, decipher.final()]).toString('utf8')
    } catch (cause) {
      throw new AppError('field.sealed').with({ cause })
    }
  }
}

const ciphers = new Map<string, FieldCipher>()

/** The cipher whose marker stands in a statement; undefined for statements without encrypted fields. */
export function cipherIn(sql: string): FieldCipher | undefined {
  const at = sql.indexOf('~sealed:')
  return at === -1 ? undefined : ciphers.get(sql.slice(at, sql.indexOf(':', at + '~sealed:'.length) + 1))
}
