/**
 * `npm run prove:access -- --seed 1 --cases 1000000`: random people with random roles, departments and shares ask random questions,
 * and the engine must answer as the model does that was written from the sentences of decision 0028 alone (promise P-10). Prints the
 * seed, progress, and the first disagreement with the roles it is about. Every 100,000 cases begin on a database of their own.
 *
 * For every 25th organisation another one is asked in two databases that differ in what the person may not see: the answers must be
 * the same to the byte (T-024).
 */
import { testAdmin, withEngine } from '../../packages/engine/src/engine.testing.js'
import { AccessCases, runAccessCases } from '../../packages/engine/src/access/access-cases.testing.js'
import { runAccessPairs } from '../../packages/engine/src/access/access-pairs.testing.js'
import { modelDocuments } from '../../packages/engine/src/access/model-documents.testing.js'
import { randomOf } from '../../packages/engine/src/access/access-world.testing.js'

const perDatabase = 100_000
/** Questions of one organisation: another one costs as much as about a hundred of them. */
const perOrganisation = 400
/** One pair of databases for so many cases, and so many people of its organisation. */
const perPair = 25 * perOrganisation
const peopleOfPair = 3

/** Databases at once: a person's question keeps either Node or PostgreSQL busy, hardly both. */
const lanes = 2

/** Gives the exit code. */
export async function run(options: { seed?: number; cases?: number }): Promise<number> {
  const { cases = 1_000_000, seed = Date.now() % 1_000_000_007 } = options
  console.log(`prove access: seed ${seed}, ${cases} cases, administrator ${testAdmin.name}`)
  const started = Date.now()
  let [done, part, isRefuted] = [0, 0, false]
  const lane = async (): Promise<void> => {
    while (part * perDatabase < cases && !isRefuted) {
      const own = seed + part
      const wanted = Math.min(perDatabase, cases - part * perDatabase)
      part += 1
      const { asked, differences } = await ask(own, wanted)
      done += wanted
      const seconds = (Date.now() - started) / 1000
      console.log(
        `seed ${own}: ${asked}; ${done} in all, ${Math.round(seconds)} s, ${Math.round(done / seconds)} a second`,
      )
      if (differences.length === 0) continue
      isRefuted = true
      const again = `Run again: npm run prove:access -- --seed ${own} --cases ${perDatabase}`
      console.log(`\n${differences.join('\n\n')}\n\n${again}`)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  if (!isRefuted) console.log(`${done} cases, 0 differences, seed ${seed}`)
  return isRefuted ? 1 : 0
}

/** Pairs of databases have one clock in common: one after the other. */
let pairsBefore: Promise<unknown> = Promise.resolve()

/** The cases of one database, and of pairs of databases where these found nothing. */
async function ask(seed: number, wanted: number): Promise<{ asked: string; differences: readonly string[] }> {
  const inModel = await withEngine('prove_access', modelDocuments, async ({ engine, pool }) => {
    const asked = new AccessCases(engine, pool, randomOf(seed))
    await runAccessCases(asked, wanted, perOrganisation)
    return asked
  })
  const organisations = inModel.differences.length > 0 ? 0 : Math.ceil(wanted / perPair)
  const asking = pairsBefore.then(() => runAccessPairs(seed, organisations, peopleOfPair))
  pairsBefore = asking.catch(() => undefined)
  const pairs = await asking
  return {
    asked: `${inModel.cases} cases, ${pairs.questions} questions to pairs of databases`,
    differences: [...inModel.differences, ...pairs.differences],
  }
}
