/**
 * Lists the extension folders of packages/blocks, so that adding an extension is adding a folder: every `definition.ts` of
 * `src/fields`, `src/actions` and `src/triggers` goes into definitions.gen.ts, every `server.ts` into server.gen.ts, every
 * `web.ts` of a field type into web.gen.ts, one sorted line each; web.gen.ts also names every `input.vue`, loaded when needed.
 * Folders that begin with an underscore (_template) are left out.
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
  const fields = join(root, source, 'fields')
  return [
    ...files.map(({ part, file, lists }) => ({
      path: `${source}/${file}`,
      text: textOf(
        part,
        lists.map((list) => ({ ...list, names: namesIn(join(root, source, list.folder), `${part}.ts`) })),
      ),
    })),
    { path: `${source}/web.gen.ts`, text: webText(namesIn(fields, 'web.ts'), namesIn(fields, 'input.vue')) },
  ]
}

function namesIn(folder, file) {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('_') && existsSync(join(folder, name, file)))
    .sort()
}

const camelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())

/** The browser's list: how values look, at once; how they are filled in, when a form asks. */
function webText(looks, inputs) {
  return [
    '// Written by scripts/gen-blocks.mjs; npm run gen',
    "import type { Component } from 'vue'",
    ...looks.map((name) => `import { web as ${camelCase(name)}Web } from './fields/${name}/web.js'`),
    "import type { FieldTypeWeb } from './web/define-field-type-web.js'",
    '',
    'export const fieldWebs: readonly FieldTypeWeb[] = [',
    ...looks.map((name) => `  ${camelCase(name)}Web,`),
    ']',
    '',
    '/** By the name of the field type. */',
    'export const fieldInputs: Readonly<Record<string, () => Promise<{ default: Component }>>> = {',
    ...inputs.map((name) => `  ${camelCase(name)}: () => import('./fields/${name}/input.vue'),`),
    '}',
    '',
  ].join('\n')
}

function textOf(part, lists) {
  const variable = (name, suffix) => `${camelCase(name)}${suffix}`
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
