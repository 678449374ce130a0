/**
 * `npm run prove:workflows -- --seed 1 --cases 20 --records 2000`: a server and a worker are killed while records are created
 * whose workflow has three effects (promises P-04, P-05, P-06 for workflows). Prints the seed, every death, and what did not
 * happen exactly once.
 */
import { runWorkflowKills } from '../faults/workflow-kills.js'
import { withDatabase } from '../support/database.js'

/** Gives the exit code. */
export async function run(options: { seed?: number; cases?: number; records?: number }): Promise<number> {
  const { cases = 20, records = 2_000, seed = Date.now() % 1_000_000_007 } = options
  console.log(`prove workflows: seed ${seed}, ${cases} kills during ${records} records`)
  const started = Date.now()
  const result = await withDatabase(({ url, pool }) =>
    runWorkflowKills({ url, pool, seed, kills: cases, records, onKill: (line) => console.log(line) }),
  )
  const seconds = Math.round((Date.now() - started) / 1000)
  console.log(
    `${cases} kills in ${seconds} s, ${result.acknowledged} records acknowledged, ${result.runs} runs, the longest took ${result.longestSeconds} s, seed ${seed}`,
  )
  if (result.failures.length === 0) return 0
  const again = `npm run prove:workflows -- --seed ${seed} --cases ${cases} --records ${records}`
  console.log(`\n${result.failures.join('\n')}\n\nRun again: ${again}`)
  return 1
}
