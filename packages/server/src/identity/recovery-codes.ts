import { createHmac, randomInt } from 'node:crypto'

const COUNT = 10
/** Without signs that look alike. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LENGTH = 10

/** Ten new codes of 50 bits each: 'K7QM2-XHD9A'. */
export function makeRecoveryCodes(): readonly string[] {
  return Array.from({ length: COUNT }, () => {
    const text = Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('')
    return `${text.slice(0, 5)}-${text.slice(5)}`
  })
}

/** True for what may be a recovery code, however it was typed; a code of an app is shorter. */
export function isRecoveryCode(text: string): boolean {
  return plain(text).length === LENGTH
}

/** What the database keeps of a code: useless without the key of the installation. */
export function recoveryCodeHash(key: Uint8Array, accountId: string, code: string): Buffer {
  return createHmac('sha256', key)
    .update(`${accountId} ${plain(code)}`)
    .digest()
}

function plain(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase()
}
