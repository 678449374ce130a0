import { AppError } from '@tessera/metadata'
import type { AllowList } from './allow-list.js'
import type { Header } from './check-headers.js'
import type { Target } from './parse-target.js'

/** Gives the value of a secret for the place it is about to be sent to; refuses for any other. */
export type OpenSecret = (
  workspace: string,
  name: string,
  place: { readonly host: string; readonly port: number },
) => Promise<string>

export interface Opened {
  /** With values in place of names. */
  readonly headers: readonly Header[]
  /** What must not come back. */
  readonly values: readonly string[]
}

/**
 * Puts secrets into the headers of a request whose target has been checked: the last moment, and the only place where they are
 * in the clear. Only over TLS, or where the operator allows the very address.
 *
 * Errors: secret.plain, secret.unknown, secret.wrong_host, secret.no_value, secret.sealed.
 */
export async function openSecrets(
  headers: readonly Header[],
  { url, host, port }: Target,
  allow: AllowList,
  workspace: string | undefined,
  open: OpenSecret | undefined,
): Promise<Opened> {
  const values: string[] = []
  const opened: Header[] = []
  for (const { name, value, secret } of headers) {
    if (secret === undefined) {
      opened.push({ name, value })
      continue
    }
    if (url.protocol !== 'https:' && !allow.allows(host, port)) throw new AppError('secret.plain', { host })
    if (open === undefined || workspace === undefined) throw new AppError('secret.unknown', { name: secret })
    const text = await open(workspace, secret, { host, port })
    values.push(text)
    opened.push({ name, value: `${value}${text}` })
  }
  return { headers: opened, values }
}

/** A text without the secrets: a receiver may send back what it got. */
export function withoutValues(text: string, values: readonly string[]): string {
  return values.filter((value) => value.length > 3).reduce((shown, value) => shown.replaceAll(value, '•••'), text)
}
