import { expect, test } from '@jest/globals'
import { withDatabase } from '../../../../tests/support/database.js'
import { functions } from '../index.js'
import { runAgreement } from './run-agreement.testing.js'

const seed = Number(process.env['TESSERA_SEED'] ?? 20_262)

test(`5,000 generated formulas and rows give the same in JavaScript and PostgreSQL (seed ${seed})`, () =>
  withDatabase(async ({ url }) => {
    const { cases, seen, failures } = await runAgreement({ databaseUrl: url, seed, cases: 5_000 })

    expect(failures.join('\n\n')).toBe('')
    expect(cases).toBeGreaterThanOrEqual(5_000)
    // Not a proof about blanks only, and no function is left out.
    expect(seen.filled / seen.values).toBeGreaterThan(0.4)
    expect(functions.map(({ name }) => name).filter((name) => !seen.functions.has(name))).toEqual([])
  }))
