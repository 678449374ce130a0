/**
 * The checkout as the tests of this folder see it: its own files as text. What lives in tests/repo are rules about the
 * repository itself; each rule's message says what to do. No database, no build.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

const skipped = new Set(['node_modules', 'dist', '.git', '.tessera', '.cache', 'coverage', 'bench-results'])

/** A file of ours: path from the root with `/`, and its text. */
export interface OurFile {
  readonly path: string
  readonly text: string
}

/** Our files below a folder (`''` for all) whose name matches, generated folders left out. */
export function filesBelow(folder: string, name: RegExp): OurFile[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) return filesBelow(path, name)
      return entry.isFile() && name.test(entry.name) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : []
    })
}

/** Names of the packages that exist. */
export function packageNames(): string[] {
  return readdirSync(join(root, 'packages')).filter((name) => existsSync(join(root, 'packages', name, 'package.json')))
}

/** An `import … from '…'`, `export … from '…'` or `import('…')` of a file. */
export interface Import {
  readonly specifier: string
  /** Only types are imported: gone at run time. */
  readonly isTypeOnly: boolean
}

/** The imports of a TypeScript text, comments left out. */
export function importsOf(text: string): Import[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const statements = code.matchAll(/(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/g)
  const calls = code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)
  return [
    ...[...statements].map(([, type, specifier = '']) => ({ specifier, isTypeOnly: type !== undefined })),
    ...[...calls].map(([, specifier = '']) => ({ specifier, isTypeOnly: false })),
  ]
}
