/**
 * Writes every generated file of the checkout: each `scripts/gen-*.mjs` exports `generate(root)`, which answers
 * `[{ path, text }]` with paths relative to the root. With `--check` nothing is written; stale files are listed and the
 * exit code is 1.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './run/root.mjs'

/** All generated files as they should be, from all generators. */
export async function generateAll() {
  const names = readdirSync(join(root, 'scripts'))
    .filter((name) => /^gen-.*\.mjs$/.test(name))
    .sort()
  const generators = await Promise.all(names.map((name) => import(pathToFileURL(join(root, 'scripts', name)).href)))
  return (await Promise.all(generators.map(({ generate }) => generate(root)))).flat()
}

/** Paths of generated files that are missing or differ from what their generator would write. */
export async function staleFiles() {
  const files = await generateAll()
  return files.filter(({ path, text }) => contentOf(path) !== text)
}

function contentOf(path) {
  const file = join(root, path)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

if (process.argv[1] !== undefined && pathToFileURL(process.argv[1]).href === import.meta.url) {
  const stale = await staleFiles()
  const isCheck = process.argv.includes('--check')
  for (const { path, text } of stale) {
    console.log(`${isCheck ? 'stale' : 'written'}: ${path}`)
    if (isCheck) continue
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  if (isCheck && stale.length > 0) {
    console.error('npm run gen')
    process.exitCode = 1
  }
}
