import { execFileSync } from 'node:child_process'
import { join, posix } from 'node:path'
import { expect, test } from '@jest/globals'
import { filesBelow, packageNames, root } from './checkout.js'

const LONGEST_FILE_LINES = 400

const sources = () => ['packages', 'tests', 'scripts'].flatMap((folder) => filesBelow(folder, /\.(ts|mjs|vue)$/))

/** Lines that are neither blank nor comment. */
function codeLines(text: string): number {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '')
  return code.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length
}

test('no file is longer than 400 lines of code: split it by job', () => {
  const long = sources()
    .filter(({ path }) => !path.endsWith('.gen.ts'))
    .map(({ path, text }) => ({ path, lines: codeLines(text) }))
    .filter(({ lines }) => lines > LONGEST_FILE_LINES)

  expect(long).toEqual([])
})

test('no text is ever run as code', () => {
  // Written apart, or this file would find itself.
  const forbidden = new RegExp(['\\bev', 'al\\(|\\bnew Func', 'tion\\('].join(''))
  const found = sources().filter(({ text }) => forbidden.test(text))

  expect(found.map(({ path }) => path)).toEqual([])
})

test('no file names a folder of somebody’s machine', () => {
  const machineFolder = new RegExp(['(?<![\\w.$}])/(ro', 'ot|ho', 'me/[a-z]|Us', 'ers|wo', 'rk)/'].join(''))
  const texts = [...sources(), ...filesBelow('', /\.(md|json|ya?ml|sh)$|^run$/)]
  const found = texts.filter(({ text }) => machineFolder.test(text))

  expect([...new Set(found.map(({ path }) => path))]).toEqual([])
})

test('no work is left as a note in the code', () => {
  const note = new RegExp(['\\bTO', 'DO\\b|\\bFIX', 'ME\\b|\\bX', 'XX\\b'].join(''))
  const found = sources().filter(({ text }) => note.test(text))

  expect(found.map(({ path }) => path)).toEqual([])
})

test('no test is skipped or run alone', () => {
  const marked = /\b(test|it|describe)\.(skip|only|todo|failing)\b|\b(xtest|xit|xdescribe|fit|fdescribe)\(/
  const found = sources().filter(
    ({ path, text }) => path.endsWith('.test.ts') && path !== 'tests/repo/sources.test.ts' && marked.test(text),
  )

  expect(found.map(({ path }) => path)).toEqual([])
})

test('nothing is exported as default except where a tool asks for it', () => {
  const askedByTools = [
    'tests/support/global-setup.mjs',
    'tests/support/global-teardown.mjs',
    'tests/support/longest-first.mjs',
    'packages/web/vite.config.ts',
  ]
  const found = sources().filter(({ path, text }) => /^export default\b/m.test(text) && !askedByTools.includes(path))

  expect(found.map(({ path }) => path)).toEqual([])
})

test('files are named in kebab-case', () => {
  const wrong = sources().filter(
    ({ path }) => !path.endsWith('.vue') && !/^_?[a-z0-9]+([.-][a-z0-9]+)*$/.test(posix.basename(path)),
  )

  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('the door of every package says what lives there', () => {
  const doors = packageNames().flatMap((name) =>
    filesBelow(`packages/${name}/src`, /^index\.ts$/).filter(({ path }) => path === `packages/${name}/src/index.ts`),
  )
  const silent = doors.filter(({ text }) => !text.startsWith('/**'))

  expect(silent.map(({ path }) => path)).toEqual([])
})

test('generated files are what their generators write', () => {
  expect(() =>
    execFileSync(process.execPath, [join(root, 'scripts/gen.mjs'), '--check'], { encoding: 'utf8' }),
  ).not.toThrow()
})
