import { accessSync, constants, cpSync, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Account } from './account.js'
import { makeOpenFolder } from './cluster-folder.js'
import { type Binaries, OLDEST_MAJOR, findBinaries, noBinaries } from './find-binaries.js'
import { linkLibraries } from './link-libraries.js'
import { runAs } from './run-as.js'

/** A PostgreSQL that was seen to run under the account. */
export interface ReadyBinaries {
  readonly binFolder: string
  readonly major: number
}

/**
 * Finds a PostgreSQL and makes it runnable for the account.
 *
 * 1. Take the next place of `findBinaries`; make its library links.
 * 2. Ask `postgres --version` under the account: this proves at once that every parent folder may be entered (a checkout
 *    below a 0700 home may not, for root's stand-in) and that all libraries load.
 * 3. If it does not run and is the embedded package, copy its 60 MB to a folder the account can reach and ask again.
 *
 * Errors: `LaunchError` when no place works.
 */
export function prepareBinaries(account: Account | undefined, dataDir: string): ReadyBinaries {
  const tried: string[] = []
  for (const binaries of findBinaries()) {
    const linked = binaries.nativeFolder === undefined || linkLibraries(binaries.nativeFolder)
    const first = linked ? askMajor(account, binaries.binFolder, tried) : undefined
    if (first !== undefined) return { binFolder: binaries.binFolder, major: first }
    for (const copy of copiesOf(binaries, account, dataDir)) {
      const major = askMajor(account, copy, tried)
      if (major !== undefined) return { binFolder: copy, major }
    }
  }
  throw noBinaries(tried)
}

function askMajor(account: Account | undefined, binFolder: string, tried: string[]): number | undefined {
  const answer = runAs(account, join(binFolder, 'postgres'), ['--version'])
  const major = /PostgreSQL\)? (\d+)/.exec(answer.output)?.[1]
  if (answer.ok && Number(major) >= OLDEST_MAJOR) return Number(major)
  tried.push(`${binFolder}: ${answer.output}`)
  return undefined
}

/** Copies the embedded package to one reachable place after the other, and answers the `bin` folder of each. */
function* copiesOf(binaries: Binaries, account: Account | undefined, dataDir: string): Generator<string> {
  if (binaries.nativeFolder === undefined) return
  const name = `postgresql-${binaries.packageVersion}-${process.platform}-${process.arch}`
  const parents =
    account === undefined
      ? [join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tessera'), dataDir]
      : ['/var/lib/tessera', '/opt/tessera', dataDir]
  for (const parent of parents) {
    const copy = copyOnce(dirname(binaries.nativeFolder), join(parent, name))
    if (copy !== undefined) yield join(copy, 'native', 'bin')
  }
}

/** The copy appears under its final name in one step, so that a killed or a simultaneous start never sees half of it. */
function copyOnce(packageFolder: string, target: string): string | undefined {
  const unfinished = join(dirname(target), `.${basename(target)}.${process.pid}`)
  try {
    makeOpenFolder(dirname(target))
    if (existsSync(target)) return isOurs(target) ? target : undefined
    cpSync(packageFolder, unfinished, { recursive: true, dereference: false, verbatimSymlinks: true })
    linkLibraries(join(unfinished, 'native'))
    renameSync(unfinished, target)
    return target
  } catch {
    rmSync(unfinished, { recursive: true, force: true })
    return existsSync(target) && isOurs(target) ? target : undefined
  }
}

/** Programs are only run from a folder that this user, and nobody else, put there. */
function isOurs(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK)
    return process.getuid === undefined || statSync(folder).uid === process.getuid()
  } catch {
    return false
  }
}
