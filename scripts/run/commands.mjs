/** What each word of `scripts/run.mjs` does, in order. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { installDependencies } from './install.mjs'
import { root } from './root.mjs'
import { runNode } from './run-node.mjs'
import { runTests } from './run-tests.mjs'

const commands = {
  start: async () => {
    await prepare()
    // In this very process: one process less to hold memory and to pass signals on. It reads `start …` from process.argv.
    await import(pathToFileURL(join(root, 'packages/cli/dist/main.js')).href)
  },
  build: prepare,
  test: async (words) => {
    await prepare()
    process.exitCode = await runTests(words)
  },
  bench: (words) => runProgram('bench', words[0]?.startsWith('-') === false ? words : ['records', ...words]),
  prove: (words) => runProgram('prove', words),
  pictures: (words) => runProgram('pictures', ['screens', ...words]),
}

/** Runs one command; an unknown one lists those there are. */
export async function runCommand(name, words) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
  if (command !== undefined) return command(words)
  console.error(`node scripts/run.mjs ${Object.keys(commands).join(' | ')}`)
  process.exitCode = 1
}

async function prepare() {
  await installDependencies()
  await build()
}

/** Runs tests/<kind>/<name>.ts through tests/support/run-program.ts, with packages from their built code. */
async function runProgram(kind, [name, ...words]) {
  const folder = join(root, 'tests', kind)
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => /^[^.]+\.ts$/.test(file)) : []
  const programs = files.map((file) => file.slice(0, -'.ts'.length))
  if (!programs.includes(name)) {
    console.error(`${kind}: ${programs.join(' | ') || '–'}`)
    process.exitCode = 1
    return
  }
  await prepare()
  const hooks = pathToFileURL(join(root, 'scripts/ts.mjs')).href
  process.exitCode = await runNode([
    '--import',
    hooks,
    join(root, 'tests/support/run-program.ts'),
    kind,
    name,
    ...words,
  ])
}
