/** Remembering what was done for which content, so that it is done again only after a change. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { cacheFolder, root } from './root.mjs'

const skipped = new Set(['node_modules', 'dist', '.git', '.tessera', '.cache', 'coverage', 'bench-results'])

/** All files below a folder of the checkout (generated folders left out), sorted, as full paths. */
export function filesBelow(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : []
    })
}

/** A hash over names and contents of files, and over further texts the result depends on. */
export function hashOf(files, ...texts) {
  const hash = createHash('sha256').update(JSON.stringify(texts))
  for (const file of files.filter((path) => existsSync(path))) {
    hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Whether the step was last done for exactly this hash. */
export function isStamped(step, hash) {
  const file = join(cacheFolder, step)
  return existsSync(file) && readFileSync(file, 'utf8') === hash
}

/** Runs the step and stamps it; a step that fails or is killed leaves no stamp. */
export async function stamped(step, hash, action) {
  rmSync(join(cacheFolder, step), { force: true })
  const result = await action()
  mkdirSync(cacheFolder, { recursive: true })
  writeFileSync(join(cacheFolder, step), hash)
  return result
}
