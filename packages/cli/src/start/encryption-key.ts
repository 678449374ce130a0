import { LaunchError } from '../launch-error.js'

const BYTES = 32

/**
 * The key of encrypted fields from its setting: 32 bytes in hexadecimal or base64; undefined: it is derived from the secret of the
 * installation.
 *
 * Errors: `LaunchError` for anything else; the text is not repeated.
 */
export function encryptionKeyOf(text: string | undefined): Uint8Array | undefined {
  if (text === undefined) return undefined
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  const isWhole = bytes.length === BYTES && (/^[0-9a-f]{64}$/i.test(text) || /^[A-Za-z0-9+/_-]{43}=?$/.test(text))
  if (isWhole) return new Uint8Array(bytes)
  throw new LaunchError(
    'TESSERA_ENCRYPTION_KEY 应为 32 字节：64 位十六进制或 base64，可用 openssl rand -base64 32 生成。',
    'TESSERA_ENCRYPTION_KEY must be 32 bytes in hexadecimal or base64; openssl rand -base64 32 makes one.',
  )
}
