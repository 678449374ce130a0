/**
 * `npm run prove:crash -- --seed 1 --cases 100`: a real server is killed during seeded schema changes (promise P-04 for
 * documents and tables). Prints the seed, every death and how it came, and what did not agree afterwards.
 */
import { runCrashes } from '../faults/crash-run.js'
import { withDatabase } from '../support/database.js'

/** Gives the exit code. */
export async function run(options: { seed?: number; cases?: number }): Promise<number> {
  const { cases = 100, seed = Date.now() % 1_000_000_007 } = options
  console.log(`prove crash: seed ${seed}, ${cases} deaths`)
  const started = Date.now()
  const result = await withDatabase(({ url, pool }) =>
    runCrashes({ url, pool, seed, cases, onDeath: (line) => console.log(line) }),
  )
  const seconds = Math.round((Date.now() - started) / 1000)
  console.log(
    `${cases} deaths in ${seconds} s, ${result.revisions} revisions and ${result.records} records acknowledged, seed ${seed}`,
  )
  if (result.failures.length === 0) return 0
  console.log(`\n${result.failures.join('\n')}\n\nRun again: npm run prove:crash -- --seed ${seed} --cases ${cases}`)
  return 1
}
