import { isIP } from 'node:net'
import { LaunchError } from '../launch-error.js'

/**
 * The address people reach the installation by: an origin, 'https://crm.example.com'; undefined: not set.
 *
 * Errors: `LaunchError` for anything else.
 */
export function publicUrlOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href) return url.origin
  throw new LaunchError(
    'TESSERA_PUBLIC_URL 应为不带路径的网址，例如 https://crm.example.com。',
    'TESSERA_PUBLIC_URL must be an address without a path, such as https://crm.example.com.',
  )
}

/**
 * Addresses and ranges of the operator's proxies: '10.0.0.0/8, ::1'.
 *
 * Errors: `LaunchError` naming the entry that is neither.
 */
export function proxiesOf(text: string): string[] {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  const wrong = entries.find((entry) => !isAddressOrRange(entry))
  if (wrong === undefined) return entries
  throw new LaunchError(
    `TESSERA_PROXIES 中的「${wrong}」应为 IP 地址或网段，例如 10.0.0.0/8。`,
    `"${wrong}" in TESSERA_PROXIES must be an IP address or a range such as 10.0.0.0/8.`,
  )
}

function isAddressOrRange(entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32))
}
