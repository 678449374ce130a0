/**
 * `npm run prove:drafts -- --seed 1 --cases 50`: tabs and browsers die while somebody fills in a form, or works on fields, a
 * layout or a workflow; the next tab must show every edit older than three seconds (gate G-26). Prints the seed, every death,
 * and what was lost.
 */
import { runDraftKills } from '../faults/draft-kills/draft-kills.js'
import { withDatabase } from '../support/database.js'

/** Gives the exit code. */
export async function run(options: { seed?: number; cases?: number }): Promise<number> {
  const { cases = 50, seed = Date.now() % 1_000_000_007 } = options
  console.log(`prove drafts: seed ${seed}, ${cases} deaths in forms and designers`)
  const started = Date.now()
  const { acts, owed, failures } = await withDatabase(({ url }) =>
    runDraftKills({ url, seed, cases, onDeath: (line) => console.log(line) }),
  )
  const seconds = Math.round((Date.now() - started) / 1000)
  console.log(
    `${cases} deaths in ${seconds} s, ${acts} edits, ${owed} of them older than 3 s at the death, ` +
      `${failures.length} deaths with losses, seed ${seed}`,
  )
  if (failures.length === 0) return 0
  console.log(`\n${failures.join('\n')}\n\nRun again: npm run prove:drafts -- --seed ${seed} --cases ${cases}`)
  return 1
}
