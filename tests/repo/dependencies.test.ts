import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { filesBelow, packageNames, root } from './checkout.js'
import { acceptsNode } from './node-range.js'

const OLDEST_NODE = '20.19.0'

/** Packages that declare a newer Node but were run on ours; each with the reason why that is right. */
const provenOnOurNode: Record<string, string> = {
  '@vueuse/core': 'browser code that element-plus bundles; the built application runs it, Node never does',
  '@vueuse/metadata': 'as @vueuse/core',
  '@vueuse/shared': 'as @vueuse/core',
}

const lockfile = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')

test('the lockfile names no host and no tarball address', () => {
  const addresses = lockfile.split('\n').filter((line) => /tarball:|https?:\/\/|registry[.=]/.test(line))

  expect(addresses).toEqual([])
})

test('every installed package accepts the oldest Node we support', () => {
  const entries = lockfile.matchAll(
    /^ {2}'?((?:@[^/\n]+\/)?[^@\n']+)@[^\n]*:\n(?: {4}.*\n)*? {4}engines: \{[^}\n]*?node: '?([^'}\n]+?)'?[,}]/gm,
  )
  const declared = [...entries]
  const refused = declared
    .map(([, name = '', range = '']) => ({ name, range }))
    .filter(({ name, range }) => !acceptsNode(range, OLDEST_NODE) && !(name in provenOnOurNode))

  expect(refused).toEqual([])
  expect(declared.length).toBeGreaterThan(200)
})

test('every dependency is pinned to one version', () => {
  const manifests = filesBelow('', /^package\.json$/).filter(({ path }) =>
    /^(packages\/[^/]+\/)?package\.json$/.test(path),
  )
  const loose = manifests.flatMap(({ path, text }) => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(text) as Record<
      string,
      Record<string, string>
    >
    return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([, version]) => !/^((npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?|workspace:\*)$/.test(version))
      .map(([name, version]) => `${path}: ${name} ${version}`)
  })

  expect(loose).toEqual([])
})

test('every package but the web application, which Vite builds, is built by `tsc -b`', () => {
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
    references: { path: string }[]
  }
  const compiled = packageNames().filter((name) => name !== 'web')
  const missing = compiled.filter((name) => !references.some(({ path }) => path === `packages/${name}`))

  expect(missing).toEqual([])
})

describe('acceptsNode', () => {
  test.each([
    ['>=18.12.0', true],
    ['>= 18', true],
    ['^18.18.0 || ^20.9.0 || >=21.1.0', true],
    ['^20.19.0 || >=22.12.0', true],
    ['18 || 20 || >=22', true],
    ['20.x', true],
    ['*', true],
    ['>=14 <21', true],
    ['>=22.12', false],
    ['^22.13.0 || >=24', false],
    ['^20.20.0', false],
    ['~20.18.0', false],
    ['>=14 <20', false],
    ['18 || 22', false],
  ])('%s: %p', (range, accepts) => {
    expect(acceptsNode(range, '20.19.0')).toBe(accepts)
  })
})
