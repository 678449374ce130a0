import { spawn } from 'node:child_process'
import { root } from './root.mjs'

/** Runs a Node program that talks to the terminal itself, passes signals on to it, and answers its exit code. */
export function runNode(args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' })
    // The terminal sends Ctrl+C to the child as well: here it only must not end us before the child is done.
    const pass = (signal) => (signal === 'SIGINT' ? undefined : child.kill(signal))
    process.on('SIGINT', pass).on('SIGTERM', pass)
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('SIGINT', pass).off('SIGTERM', pass)
      resolve(code ?? 1)
    })
  })
}
