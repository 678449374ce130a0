import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'
import { runStep } from './run-step.mjs'
import { filesBelow, hashOf, isStamped, stamped } from './stamp.mjs'

/** Compiles all packages (`tsc -b`: one process, only what changed) when a source or a setting changed. */
export async function build() {
  const packages = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')).references.map(({ path }) =>
    join(root, path),
  )
  const sources = packages.flatMap((folder) => [
    ...filesBelow(join(folder, 'src')).filter((file) => !/\.(test|testing)\.ts$/.test(file)),
    join(folder, 'tsconfig.json'),
    join(folder, 'package.json'),
  ])
  const hash = hashOf([
    ...sources,
    join(root, 'tsconfig.json'),
    join(root, 'tsconfig.base.json'),
    join(root, 'pnpm-lock.yaml'),
  ])
  const isThere = packages.every((folder) => existsSync(join(folder, 'dist', '.tsbuildinfo')))
  if (isThere && isStamped('build', hash)) return
  await stamped('build', hash, () =>
    runStep({
      title: '编译 · Building',
      program: process.execPath,
      args: [join(root, 'node_modules/typescript/bin/tsc'), '-b'],
    }),
  )
}
