/**
 * Lists the extension folders of packages/blocks, so that adding an extension is adding a folder: every
 * `src/fields/<name>/definition.ts` goes into definitions.gen.ts, every `server.ts` into server.gen.ts, one sorted line
 * each. Folders that begin with an underscore (_template) are left out.
 *
 * `generate(root)` gives [{ path, text }] with paths relative to `root`; run directly, the script writes the files.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = 'packages/blocks/src'

const lists = [
  { part: 'definition', file: 'definitions.gen.ts', list: 'fieldDefinitions', type: 'FieldTypeDefinition' },
  { part: 'server', file: 'server.gen.ts', list: 'fieldServers', type: 'FieldTypeServer' },
]

export async function generate(root) {
  const folder = join(root, source, 'fields')
  const names = readdirSync(folder)
    .filter((name) => !name.startsWith('_') && existsSync(join(folder, name, 'definition.ts')))
    .sort()
  return lists.map((list) => {
    const present = names.filter((name) => existsSync(join(folder, name, `${list.part}.ts`)))
    return { path: `${source}/${list.file}`, text: textOf(list, present) }
  })
}

function textOf({ part, list, type }, names) {
  const variable = (name) => `${name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())}Field`
  return [
    '// Written by scripts/gen-blocks.mjs; npm run gen',
    `import type { ${type} } from '@tessera/metadata'`,
    ...names.map((name) => `import { ${part} as ${variable(name)} } from './fields/${name}/${part}.js'`),
    '',
    `export const ${list}: readonly ${type}[] = [`,
    ...names.map((name) => `  ${variable(name)},`),
    ']',
    '',
  ].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  for (const { path, text } of await generate(root)) writeFileSync(join(root, path), text)
}
