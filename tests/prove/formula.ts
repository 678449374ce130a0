/**
 * `npm run prove:formula -- --seed 1 --cases 1000000`: generated formulas and rows in JavaScript and in PostgreSQL
 * (promise P-12). Prints the seed, progress, and on a disagreement the shrunk formula, its row and both values.
 */
import { withDatabase } from '../support/database.js'
import { runAgreement } from '../../packages/formula/src/agreement/run-agreement.testing.js'

/** `databaseUrl` is a server for tests; a database of our own is made on it and dropped. Gives the exit code. */
export async function run(options: { databaseUrl: string; seed?: number; cases?: number }): Promise<number> {
  const { cases = 1_000_000, seed = Date.now() % 1_000_000_007 } = options
  console.log(`prove formula: seed ${seed}, ${cases} cases`)
  const started = Date.now()
  let printed = started
  const result = await withDatabase(({ url }) =>
    runAgreement({
      databaseUrl: url,
      seed,
      cases,
      onProgress: (done) => {
        if (Date.now() - printed < 10_000) return
        printed = Date.now()
        const seconds = (printed - started) / 1000
        console.log(`${done} cases, ${Math.round(seconds)} s, ${Math.round(done / seconds)} cases/s`)
      },
    }),
  )
  const seconds = (Date.now() - started) / 1000
  console.log(
    `${result.cases} cases in ${Math.round(seconds)} s, ${Math.round(result.cases / seconds)} cases/s, seed ${seed}`,
  )
  const filled = Math.round((100 * result.seen.filled) / result.seen.values)
  console.log(
    `${result.seen.functions.size} functions, ${result.seen.values} values compared, ${filled} % of them not blank`,
  )
  if (result.failures.length === 0) return 0
  console.log(`\n${result.failures.join('\n\n')}\n\nRun again: npm run prove:formula -- --seed ${seed}`)
  return 1
}
