/**
 * `npm run prove:schema -- --seed 1 --cases 200`: a schema with every field type is changed and undone at random while a hundred
 * values a second are written. Prints the seed, every change, and what failed, was lost or did not agree.
 */
import { runSchemaUnderLoad } from '../faults/schema-under-load.js'
import { withDatabase } from '../support/database.js'

/** Gives the exit code. */
export async function run(options: { seed?: number; cases?: number }): Promise<number> {
  const { cases = 200, seed = Date.now() % 1_000_000_007 } = options
  console.log(`prove schema: seed ${seed}, ${cases} changes`)
  const started = Date.now()
  const result = await withDatabase(({ url, pool }) =>
    runSchemaUnderLoad({ url, pool, seed, cases, paceMs: 250, onChange: (line) => console.log(line) }),
  )
  const seconds = (Date.now() - started) / 1000
  const sorted = [...result.times].sort((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1)
  console.log(
    `${cases} changes in ${Math.round(seconds)} s, ${result.published} published; ${result.acknowledged} writes ` +
      `(${Math.round(result.times.length / seconds)} a second) and ${result.refused} refused for what changed, ` +
      `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms, ${result.failures.length} failures, seed ${seed}`,
  )
  if (result.failures.length === 0) return 0
  console.log(
    `\n${result.failures.slice(0, 50).join('\n')}\n\nRun again: npm run prove:schema -- --seed ${seed} --cases ${cases}`,
  )
  return 1
}
