import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = 'packages/cli/src/commands'

/** Lists the files of the commands folder, so that adding a command is adding a file. */
export async function generate(root) {
  const names = readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.ts') && !/(^command|\.gen|\.test)\.ts$/.test(name))
    .map((name) => name.slice(0, -'.ts'.length))
    .sort()
  const variable = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())
  const imports = names.map((name) => `import { command as ${variable(name)} } from './${name}.js'`)
  const text = [
    '// Written by scripts/gen-cli-commands.mjs; npm run gen',
    "import type { Command } from './command.js'",
    ...imports,
    '',
    '/** Every `tessera` command. */',
    `export const commands: readonly Command[] = [${names.map(variable).join(', ')}]`,
    '',
  ].join('\n')
  return [{ path: `${folder}/commands.gen.ts`, text }]
}
