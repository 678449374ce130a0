import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromRoot } from './processes.js'

/**
 * Megabytes of an installation: the command line with its production dependencies and the embedded PostgreSQL, as
 * `pnpm deploy --prod` lays it out.
 */
export function installedSize(): number {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-size-'))
  try {
    const pnpm = [
      '--yes',
      'pnpm@10.34.8',
      '--filter',
      '@tessera/cli',
      'deploy',
      '--prod',
      '--legacy',
      join(folder, 'app'),
    ]
    execFileSync('npx', pnpm, { cwd: fromRoot('.'), stdio: 'ignore' })
    return Math.round(Number(execFileSync('du', ['-sk', folder]).toString().split('\t')[0]) / 1024)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
