import { copyFileSync, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

interface LibraryLink {
  readonly source: string
  readonly target: string
}

/**
 * Makes the library links an npm tarball cannot carry (`libicui18n.so.60 → libicui18n.so.60.2`), as the package lists
 * them in `native/pg-symlinks.json`. The package's own install script would do it too, but pnpm restores packages from a
 * cache that drops links, so it cannot be relied on. Calling it again changes nothing; two processes may call it at once.
 *
 * @returns false when a link is missing and the folder cannot be written: then a copy has to be used.
 */
export function linkLibraries(nativeFolder: string): boolean {
  const list = join(nativeFolder, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as LibraryLink[]
  return links.every((link) => makeLink(dirname(nativeFolder), link))
}

function makeLink(packageFolder: string, link: LibraryLink): boolean {
  const source = join(packageFolder, link.source)
  const target = join(packageFolder, link.target)
  if (existsSync(target)) return true
  try {
    // Windows lets only administrators make links.
    if (process.platform === 'win32') copyFileSync(source, target)
    else symlinkSync(relative(dirname(target), source), target)
    return true
  } catch {
    return existsSync(target)
  }
}
