import { posix } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type OurFile, filesBelow, importsOf, packageNames } from './checkout.js'
import { knotsOf } from './knots.js'

/** The house of ARCHITECTURE.md: arrows point one way. */
const mayImport: Record<string, readonly string[]> = {
  formula: [],
  metadata: ['formula'],
  engine: ['metadata', 'formula'],
  automation: ['metadata', 'formula', 'engine'],
  blocks: ['metadata', 'formula'],
  server: ['metadata', 'formula', 'engine', 'automation', 'blocks'],
  web: ['metadata', 'formula', 'blocks'],
  cli: ['metadata', 'server'],
}

/** Doors beside `index.ts`. */
const doors: Record<string, readonly string[]> = { blocks: ['definitions', 'server', 'web'] }

const isTest = ({ path }: OurFile) => /\.(test|testing)\.ts$/.test(path)
const sourcesOf = (name: string) => filesBelow(`packages/${name}/src`, /\.(ts|vue)$/)

describe.each(packageNames())('packages/%s', (name) => {
  test('imports only the packages it may', () => {
    const packages = sourcesOf(name)
      .filter((file) => !isTest(file))
      .flatMap((file) => importsOf(file.text).map(({ specifier }) => ({ path: file.path, specifier })))
      .filter(({ specifier }) => specifier.startsWith('@tessera/'))

    const wrong = packages.filter(({ specifier }) => !mayImport[name]?.includes(specifier.split('/')[1] ?? ''))

    expect(wrong).toEqual([])
  })

  test('enters other packages only through their doors', () => {
    const wrong = [...sourcesOf(name)].flatMap((file) =>
      importsOf(file.text)
        .filter(({ specifier }) => specifier.startsWith('@tessera/'))
        .filter(({ specifier }) => {
          const [, target = '', door, ...rest] = specifier.split('/')
          if (rest.length > 0) return true
          return door === undefined ? target in doors : !(doors[target] ?? []).includes(door)
        })
        .map(({ specifier }) => `${file.path}: ${specifier}`),
    )

    expect(wrong).toEqual([])
  })

  test('reaches no file of another package by a relative path', () => {
    const wrong = sourcesOf(name).flatMap((file) =>
      importsOf(file.text)
        .filter(({ specifier }) => specifier.startsWith('.'))
        .map(({ specifier }) => posix.join(posix.dirname(file.path), specifier))
        .filter((target) => !target.startsWith(`packages/${name}/`))
        // Tests use the database helper that all share.
        .filter((target) => !(isTest(file) && target.startsWith('tests/support/')))
        .map((target) => `${file.path}: ${target}`),
    )

    expect(wrong).toEqual([])
  })

  test('has no files that import each other in a circle', () => {
    const graph = new Map(
      sourcesOf(name).map((file) => [
        file.path,
        importsOf(file.text)
          .filter(({ specifier, isTypeOnly }) => specifier.startsWith('.') && !isTypeOnly)
          .map(({ specifier }) => posix.join(posix.dirname(file.path), specifier.replace(/\.js$/, '.ts'))),
      ]),
    )

    expect(knotsOf(graph)).toEqual([])
  })
})

test('the tests enter packages only through their doors', () => {
  const wrong = filesBelow('tests', /\.ts$/).flatMap((file) =>
    importsOf(file.text)
      .filter(({ specifier }) => /^@tessera\/[^/]+\/(?!definitions$|server$|web$)/.test(specifier))
      .map(({ specifier }) => `${file.path}: ${specifier}`),
  )

  expect(wrong).toEqual([])
})

describe('the reader of imports', () => {
  test('sees every form of import and leaves comments alone', () => {
    const text = [
      "import { a } from './a.js'",
      "import type { B } from './b.js'",
      'import {',
      '  c,',
      "} from './c.js'",
      "export { d } from './d.js'",
      "import './e.js'",
      "const f = await import('./f.js')",
      "// import { g } from './g.js'",
      "/* import { h } from './h.js' */",
    ].join('\n')

    expect(importsOf(text).map(({ specifier }) => specifier)).toEqual([
      './a.js',
      './b.js',
      './c.js',
      './d.js',
      './e.js',
      './f.js',
    ])
    expect(importsOf(text).filter(({ isTypeOnly }) => isTypeOnly)).toEqual([{ specifier: './b.js', isTypeOnly: true }])
  })

  test('finds circles of any length', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a']],
      ['d', ['a', 'd']],
      ['e', ['d']],
    ])

    expect(knotsOf(graph)).toEqual([['a', 'b', 'c'], ['d']])
  })
})
