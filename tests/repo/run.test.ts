import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { root } from './checkout.js'

const run = (...words: string[]) =>
  spawnSync(process.execPath, [join(root, 'scripts/run.mjs'), ...words], { encoding: 'utf8' })

describe('scripts/run.mjs', () => {
  test('lists its commands when asked for one it does not know', () => {
    const { status, stderr } = run('sart')

    expect(status).toBe(1)
    expect(stderr.trim()).toBe('node scripts/run.mjs start | build | test | bench | prove | pictures')
  })

  test('takes no inherited property for a command', () => {
    expect(run('constructor').status).toBe(1)
  })

  test('lists the proofs when asked for one that is not there', () => {
    const { status, stderr } = run('prove', '../support/database')

    expect(status).toBe(1)
    expect(stderr).toMatch(/^prove: .*\bformula\b/)
  })
})
