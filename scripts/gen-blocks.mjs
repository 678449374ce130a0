/**
 * Lists the extension folders of packages/blocks, so that adding an extension is adding a folder: every `definition.ts` of
 * `src/fields`, `src/actions` and `src/triggers` goes into definitions.gen.ts, every `server.ts` into server.gen.ts, one
 * sorted line each. Folders that begin with an underscore (_template) are left out.
 *
 * `generate(root)` gives [{ path, text }] with paths relative to `root`; run directly, the script writes the files.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = 'packages/blocks/src'

const files = [
  {
    part: 'definition',
    file: 'definitions.gen.ts',
    lists: [
      { folder: 'actions', suffix: 'Action', list: 'actionDefinitionList', type: 'ActionDefinition' },
      { folder: 'fields', suffix: 'Field', list: 'fieldDefinitions', type: 'FieldTypeDefinition' },
      { folder: 'triggers', suffix: 'Trigger', list: 'triggerDefinitionList', type: 'TriggerDefinition' },
    ],
  },
  {
    part: 'server',
    file: 'server.gen.ts',
    lists: [
      { folder: 'actions', suffix: 'Action', list: 'actionServerList', type: 'ActionServer' },
      { folder: 'fields', suffix: 'Field', list: 'fieldServers', type: 'FieldTypeServer' },
    ],
  },
]

export async function generate(root) {
  return files.map(({ part, file, lists }) => ({
    path: `${source}/${file}`,
    text: textOf(
      part,
      lists.map((list) => ({ ...list, names: namesIn(join(root, source, list.folder), part) })),
    ),
  }))
}

function namesIn(folder, part) {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('_') && existsSync(join(folder, name, `${part}.ts`)))
    .sort()
}

function textOf(part, lists) {
  const variable = (name, suffix) => `${name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())}${suffix}`
  return [
    '// Written by scripts/gen-blocks.mjs; npm run gen',
    `import type { ${lists.map(({ type }) => type).join(', ')} } from '@tessera/metadata'`,
    ...lists.flatMap(({ folder, suffix, names }) =>
      names.map((name) => `import { ${part} as ${variable(name, suffix)} } from './${folder}/${name}/${part}.js'`),
    ),
    ...lists.flatMap(({ list, type, suffix, names }) => [
      '',
      `export const ${list}: readonly ${type}[] = [`,
      ...names.map((name) => `  ${variable(name, suffix)},`),
      ']',
    ]),
    '',
  ].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  for (const { path, text } of await generate(root)) writeFileSync(join(root, path), text)
}
