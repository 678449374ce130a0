import { spawn } from 'node:child_process'
import { root } from './root.mjs'

const TICK_MS = 5000

/**
 * Runs a program quietly with a line at its start, one every five seconds and one at its end. What it printed is shown
 * only when it fails.
 *
 * @throws an error marked `isExpected`, whose message is what the program said
 */
export async function runStep({ title, program, args, env = {} }) {
  const startedAt = Date.now()
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
  console.log(`${title} …`)
  let output = ''
  const ticker = setInterval(() => console.log(`  ${seconds()}  ${lastLine(output)}`), TICK_MS)
  try {
    const code = await run(program, args, env, (text) => (output += text))
    if (code !== 0) throw Object.assign(new Error(`${output}\n${title}: ✗ (${code})`), { isExpected: true })
    console.log(`  ✓ ${seconds()}`)
  } finally {
    clearInterval(ticker)
  }
}

function run(program, args, env, hear) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // npx is a script on Windows, which only a shell runs; all arguments are ours.
      shell: process.platform === 'win32' && program === 'npx',
    })
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? signal))
  })
}

function lastLine(output) {
  return output.trimEnd().split('\n').at(-1).slice(0, 100)
}
