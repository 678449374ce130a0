/**
 * `npm run prove:access -- --seed 1 --cases 1000000`: random people with random roles, departments and shares ask random questions,
 * and the engine must answer as the model does that was written from the sentences of decision 0028 alone (promise P-10). Prints the
 * seed, progress, and the first disagreements with the roles they are about.
 *
 * Every 100,000 cases are a part with a seed of its own, a database of its own, and where there are several, a process and a PostgreSQL
 * of its own: what one part has open would hold back the events of another (decision 0017), and pairs have one clock.
 *
 * For every 25th organisation another one is asked in two databases that differ in what the person may not see: the answers must be
 * the same to the byte (T-024).
 */
import { execFile } from 'node:child_process'
import { AccessCases, runAccessCases } from '../../packages/engine/src/access/access-cases.testing.js'
import { runAccessPairs } from '../../packages/engine/src/access/access-pairs.testing.js'
import { randomOf } from '../../packages/engine/src/access/access-world.testing.js'
import { modelDocuments } from '../../packages/engine/src/access/model-documents.testing.js'
import { withEngine } from '../../packages/engine/src/engine.testing.js'

const perPart = 100_000
/** Questions of one organisation: another one costs as much as about a hundred of them. */
const perOrganisation = 400
/** One pair of databases for so many cases, and so many people of its organisation. */
const perPair = 25 * perOrganisation
const peopleOfPair = 3
/** Parts at once, where each has a PostgreSQL of its own: a question keeps either Node or PostgreSQL busy, hardly both. */
const lanes = process.env['DATABASE_URL'] === undefined ? 2 : 1

interface Part {
  readonly seed: number
  readonly cases: number
}

/** Gives the exit code. */
export async function run(options: { seed?: number; cases?: number }): Promise<number> {
  const { cases = 1_000_000, seed = Date.now() % 1_000_000_007 } = options
  if (cases <= perPart) return ask({ seed, cases })
  console.log(`prove access: seed ${seed}, ${cases} cases`)
  const parts = Array.from({ length: Math.ceil(cases / perPart) }, (_, part): Part => {
    return { seed: seed + part, cases: Math.min(perPart, cases - part * perPart) }
  })
  const started = Date.now()
  let [done, isRefuted] = [0, false]
  const lane = async (): Promise<void> => {
    for (let part = parts.shift(); part !== undefined && !isRefuted; part = parts.shift()) {
      const { said, code } = await askBeside(part)
      done += part.cases
      const seconds = Math.round((Date.now() - started) / 1000)
      console.log(`${said}\n${done} cases in all, ${seconds} s`)
      isRefuted ||= code !== 0
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  if (!isRefuted) console.log(`${done} cases, 0 differences, seed ${seed}`)
  return isRefuted ? 1 : 0
}

/** A part in a process of its own; what it says. */
function askBeside({ seed, cases }: Part): Promise<{ said: string; code: number }> {
  const words = [
    ...process.execArgv,
    process.argv[1] ?? '',
    'prove',
    'access',
    '--seed',
    `${seed}`,
    '--cases',
    `${cases}`,
  ]
  const { TESSERA_TEST_DATABASE_URL: _, TESSERA_TEST_RUN: __, ...env } = process.env
  return new Promise((resolve) => {
    execFile(process.execPath, words, { env, maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve({ said: `${stdout}${stderr}`.trim(), code: error === null ? 0 : 1 }),
    )
  })
}

/** The cases of one part, and of pairs of databases where these found nothing. */
async function ask({ seed, cases }: Part): Promise<number> {
  const started = Date.now()
  const inModel = await withEngine('prove_access', modelDocuments, async ({ engine, pool }) => {
    const asked = new AccessCases(engine, pool, randomOf(seed))
    await runAccessCases(asked, cases, perOrganisation)
    return asked
  })
  const organisations = inModel.differences.length > 0 ? 0 : Math.ceil(cases / perPair)
  const pairs = await runAccessPairs(seed, organisations, peopleOfPair)
  const differences = [...inModel.differences, ...pairs.differences]
  const seconds = Math.round((Date.now() - started) / 1000)
  const asked = `${inModel.cases} cases, ${pairs.questions} questions to pairs of databases`
  console.log(`seed ${seed}: ${asked}, ${differences.length} differences, ${seconds} s`)
  if (differences.length === 0) return 0
  console.log(`\n${differences.join('\n\n')}\n\nRun again: npm run prove:access -- --seed ${seed} --cases ${cases}`)
  return 1
}
