import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'
import { runStep } from './run-step.mjs'
import { hashOf, isStamped, stamped } from './stamp.mjs'

/**
 * Installs exactly what the lockfile says, when it or a manifest changed since the last time. The package manager is
 * fetched by npx in the version `package.json` names: nothing has to be on the machine beside Node and its npm.
 *
 * No package of ours needs an install script, so a user's `ignore-scripts` does no harm; a user's NODE_ENV or omit
 * settings must not leave out what the build needs.
 */
export async function installDependencies() {
  const manifests = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name, 'package.json'))
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'].map((name) => join(root, name))
  const hash = hashOf([...files, ...manifests], process.platform, process.arch, root)
  if (isStamped('install', hash)) return
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const options = ['--frozen-lockfile', '--prod=false', '--config.optional=true', '--config.confirmModulesPurge=false']
  await stamped('install', hash, () =>
    runStep({
      title: '安装依赖 · Installing dependencies',
      program: 'npx',
      args: ['--yes', packageManager, 'install', ...options, '--reporter=append-only'],
    }),
  )
}
