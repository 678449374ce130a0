import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'
import { runStep } from './run-step.mjs'
import { filesBelow, hashOf, isStamped, stamped } from './stamp.mjs'

/** Compiles all packages (`tsc -b`: one process, only what changed) and the web application, where something changed. */
export async function build() {
  await buildPackages()
  await buildWeb()
}

async function buildPackages() {
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
      args: [join(root, 'node_modules/typescript-native/bin/tsc'), '-b'],
    }),
  )
}

/** The web application takes the sources of the packages it uses, so their changes count too. */
async function buildWeb() {
  const web = join(root, 'packages/web')
  const folders = ['web', 'formula', 'metadata', 'blocks'].map((name) => join(root, 'packages', name, 'src'))
  const sources = folders.flatMap((folder) => filesBelow(folder)).filter((file) => !/\.(test|testing)\.ts$/.test(file))
  const settings = ['index.html', 'package.json', 'tsconfig.json', 'vite.config.ts'].map((name) => join(web, name))
  const hash = hashOf([...sources, ...filesBelow(join(web, 'public')), ...settings, join(root, 'pnpm-lock.yaml')])
  if (existsSync(join(web, 'dist', 'index.html')) && isStamped('web', hash)) return
  await stamped('web', hash, () =>
    runStep({
      title: '构建网页 · Building the web application',
      program: process.execPath,
      args: [join(web, 'node_modules/vite/bin/vite.js'), 'build', web, '--logLevel', 'error'],
    }),
  )
}
