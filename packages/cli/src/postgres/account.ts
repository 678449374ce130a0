import { readFileSync } from 'node:fs'

/** The operating system account PostgreSQL runs as; undefined means "the one Node runs as". */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * PostgreSQL refuses to run as root, so root lends it the account `postgres` when it exists, else `nobody`. Everyone
 * else runs it as themselves. A uid without a passwd entry would be refused by PostgreSQL ("could not look up effective
 * user ID"), so only accounts that exist are answered; no account is ever created.
 *
 * Shape: { uid: 101, gid: 104 }, or undefined for an ordinary user.
 */
export function databaseAccount(uid: number | undefined, passwd = readPasswd()): Account | undefined {
  if (uid !== 0) return undefined
  const accounts = new Map(passwd.split('\n').map((line) => [line.split(':')[0], line.split(':')] as const))
  const entry = accounts.get('postgres') ?? accounts.get('nobody')
  return entry === undefined ? { uid: 65534, gid: 65534 } : { uid: Number(entry[2]), gid: Number(entry[3]) }
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8')
  } catch {
    return ''
  }
}
