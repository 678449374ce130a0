/**
 * Lists the functions of the expression language, so that adding a function is adding a file: every file directly in
 * packages/formula/src/functions that calls defineFunction goes into index.gen.ts, one sorted line each.
 *
 * `generate(root)` gives [{ path, text }] with paths relative to `root`; run directly, the script writes the file.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = 'packages/formula/src/functions'
const definition = /^export const (\w+) = defineFunction\(/m

export async function generate(root) {
  const entries = readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const variable = definition.exec(readFileSync(join(root, folder, file), 'utf8'))?.[1]
      return variable === undefined ? [] : [{ module: file.replace(/\.ts$/, '.js'), variable }]
    })
    .sort((a, b) => (a.module < b.module ? -1 : 1))
  const text = [
    '// Written by scripts/gen-functions.mjs; npm run gen',
    ...entries.map(({ module, variable }) => `import { ${variable} } from './${module}'`),
    "import type { FunctionDefinition } from './define-function.js'",
    '',
    '/** Every function of the expression language, one file each. */',
    'export const functions: readonly FunctionDefinition[] = [',
    ...entries.map(({ variable }) => `  ${variable},`),
    ']',
    '',
  ].join('\n')
  return [{ path: `${folder}/index.gen.ts`, text }]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  for (const { path, text } of await generate(root)) writeFileSync(join(root, path), text)
}
