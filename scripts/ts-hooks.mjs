/**
 * Lets plain Node run the TypeScript below tests/: `.js` specifiers find their `.ts` file, swc strips the types.
 * Packages (`@tessera/…`) resolve to their built `dist` as for any program, or with `data.source === true` to their
 * sources, for runs that must not wait for a build. Registered by scripts/ts.mjs.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { transform } from '@swc/core'

const root = new URL('../', import.meta.url)
let fromSource = false

export function initialize(data) {
  fromSource = data?.source === true
}

export function resolve(specifier, context, next) {
  if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts')) {
    const typed = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL)
    if (existsSync(fileURLToPath(typed))) return { url: typed.href, shortCircuit: true }
  }
  const room = fromSource ? /^@tessera\/([a-z]+)(?:\/([a-z]+))?$/.exec(specifier) : null
  if (room !== null) {
    const door = fileURLToPath(new URL(`packages/${room[1]}/src/${room[2] ?? 'index'}.ts`, root))
    return { url: pathToFileURL(door).href, shortCircuit: true }
  }
  return next(specifier, context)
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const filename = fileURLToPath(url)
  const { code } = await transform(readFileSync(filename, 'utf8'), {
    filename,
    sourceMaps: 'inline',
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  })
  return { format: 'module', source: code, shortCircuit: true }
}
