import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Seals secrets with a key that PostgreSQL never sees: AES-256-GCM with a random nonce, bound to what they are for (`context`):
 * a sealed text that is put beside another context, such as another host, does not open.
 */
export class SecretBox {
  readonly #key: Buffer

  /** @param key 32 bytes */
  constructor(key: Uint8Array) {
    this.#key = Buffer.from(hkdfSync('sha256', key, '', 'tessera secret vault', 32))
  }

  seal(context: string, text: string): Buffer {
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv).setAAD(Buffer.from(context))
    return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  }

  /** Undefined for what another key or another context sealed, and what was tampered with. */
  open(context: string, sealed: Buffer): string | undefined {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, IV_BYTES))
      decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
      const opened = decipher.update(sealed.subarray(IV_BYTES, sealed.length - TAG_BYTES))
      return Buffer.concat([opened, decipher.final()]).toString('utf8')
    } catch {
      return undefined
    }
  }
}
