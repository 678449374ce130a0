/** `npm test`: jest with the static checks beside it, and one summary line as the last line of the output. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, root } from './root.mjs'
import { runNode } from './run-node.mjs'
import { filesBelow, hashOf, isStamped, stamped } from './stamp.mjs'

const bin = (path) => join(root, 'node_modules', path)

/** Each counts as one test; they run one after the other beside jest. Rules of style are `npm run lint`. */
const checks = [
  {
    name: 'types of the web application',
    args: [join(root, 'packages/web/node_modules/vue-tsc/bin/vue-tsc.js'), '-p', 'packages/web', '--noEmit'],
  },
  { name: 'types of the tests', args: [bin('typescript-native/bin/tsc'), '-p', 'tests', '--noEmit'] },
]

/**
 * Runs all tests, or with words (`npm test -- packages/formula -t blank`) what jest makes of them and no checks.
 * The last line is `12 passed, 0 failed`, with `, 1 skipped` where tests were.
 *
 * @returns the exit code
 */
export async function runTests(words) {
  const [jest, results] = await Promise.all([runJest(words), words.length === 0 ? runChecks() : []])
  const failedChecks = results.filter(({ output }) => output !== undefined)
  for (const { name, output } of failedChecks) console.log(`\n✗ ${name}\n${output}`)
  const passed = jest.passed + results.length - failedChecks.length
  const failed = jest.failed + failedChecks.length
  console.log(`\n${passed} passed, ${failed} failed${jest.skipped > 0 ? `, ${jest.skipped} skipped` : ''}`)
  return failed === 0 ? 0 : 1
}

async function runJest(words) {
  const report = join(cacheFolder, `jest-${process.pid}.json`)
  mkdirSync(cacheFolder, { recursive: true })
  const flags = ['--experimental-vm-modules', '--no-warnings', bin('jest/bin/jest.js')]
  const code = await runNode([...flags, '--json', `--outputFile=${report}`, ...words])
  const counts = existsSync(report)
    ? countsOf(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 }
  rmSync(report, { force: true })
  // Jest can fail without a failed test: no test found, or its own set-up broke.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function countsOf(report) {
  return {
    passed: report.numPassedTests,
    // A file that could not be loaded has no tests to count.
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

async function runChecks() {
  const files = ['packages', 'tests', 'scripts', '.ci'].flatMap((name) => filesBelow(join(root, name)))
  const settings = readdirSync(root).filter((name) => /\.(json|mjs|ya?ml)$|^\.prettier/.test(name))
  const hash = hashOf([...files, ...settings.map((name) => join(root, name))])
  if (isStamped('checks', hash)) return checks.map(({ name }) => ({ name }))
  const results = []
  for (const { name, args } of checks) results.push({ name, output: await quietly(args) })
  if (results.every(({ output }) => output === undefined)) await stamped('checks', hash, async () => undefined)
  return results
}

/** Runs a Node program; answers what it printed if it failed. */
function quietly(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text))
    child.on('close', (code) => resolve(code === 0 ? undefined : output))
  })
}
