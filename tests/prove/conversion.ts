/**
 * `npm run prove:conversion -- --seed 1 --cases 1000000`: a text field with a million values, of which 137 are no numbers, becomes
 * a number field and a text field again, while 20 records a second are written and read and the server is killed twice. Prints
 * how long it took, what the people waited, and what was not as it should be.
 */
import { runBigConversion } from '../faults/big-conversion.js'
import { withDatabase } from '../support/database.js'

/** Gives the exit code. */
export async function run(options: { seed?: number; cases?: number }): Promise<number> {
  const { cases = 1_000_000, seed = Date.now() % 1_000_000_007 } = options
  console.log(`prove conversion: seed ${seed}, ${cases} values, 137 of them no numbers`)
  const { reads, writes, failures, seconds } = await withDatabase(({ url, pool }) =>
    runBigConversion({ url, pool, seed, rows: cases, refused: 137, onEvent: (line) => console.log(line) }),
  )
  console.log(
    `plan ${seconds.plan} s, conversion ${seconds.convert} s, undo ${seconds.undo} s (one kill and start in each), seed ${seed}`,
  )
  console.log(`${reads.length} reads: ${waited(reads)}; ${writes.length} writes: ${waited(writes)}`)
  if (failures.length === 0) return 0
  console.log(`\n${failures.join('\n')}\n\nRun again: npm run prove:conversion -- --seed ${seed} --cases ${cases}`)
  return 1
}

function waited(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1)
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`
}
