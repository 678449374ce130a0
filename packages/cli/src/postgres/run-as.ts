import { spawnSync } from 'node:child_process'
import type { Account } from './account.js'

/**
 * Runs a program to its end under an account and answers what it said. The working folder is `/`, because the caller's
 * may be closed to the account, and PostgreSQL's programs look it up.
 */
export function runAs(
  account: Account | undefined,
  program: string,
  args: readonly string[],
  input = '',
): { ok: boolean; output: string } {
  const run = spawnSync(program, args, {
    ...account,
    cwd: process.platform === 'win32' ? undefined : '/',
    env: { ...process.env, LC_ALL: 'C' },
    encoding: 'utf8',
    input,
  })
  const output = `${run.stdout ?? ''}${run.stderr ?? ''}${run.error === undefined ? '' : String(run.error)}`.trim()
  return { ok: run.status === 0, output }
}

/** Whether the account may enter the folder, whatever the modes of its parents are. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  if (account === undefined) return true
  return runAs(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder]).ok
}
