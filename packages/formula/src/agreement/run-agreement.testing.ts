import fc from 'fast-check'
import pg from 'pg'
import type { FormulaType } from '../index.js'
import { compareBatch } from './compare-batch.testing.js'
import type { Disagreement, Seen } from './compare-batch.testing.js'
import { expressionArbitrary } from './expressions.testing.js'
import { requestArbitrary, rowArbitrary } from './rows.testing.js'
import type { Request, Row } from './rows.testing.js'
import { columnOf, createWorldSql, worldPaths } from './world.testing.js'

export interface AgreementOptions {
  /** An empty database; tables are made in it. */
  readonly databaseUrl: string
  readonly seed: number
  /** Pairs of formula and row. */
  readonly cases: number
  readonly formulasPerBatch?: number
  readonly rowsPerBatch?: number
  readonly onProgress?: (casesDone: number) => void
}

export interface AgreementResult {
  readonly cases: number
  readonly seen: Seen
  /** Shrunk; empty when both back ends agree. */
  readonly failures: readonly string[]
}

const types: ReadonlyMap<string, FormulaType> = new Map(
  worldPaths.map(({ path, version, type }) => [columnOf(path, version), type]),
)

/**
 * Generates formulas and rows from a seed and compares both back ends. Stops at the first batch with a disagreement and
 * shrinks each of its failing formulas (at most 10). The same seed gives the same formulas and rows.
 */
export async function runAgreement(options: AgreementOptions): Promise<AgreementResult> {
  const { formulasPerBatch = 250, rowsPerBatch = 5 } = options
  const client = new pg.Client({ connectionString: options.databaseUrl })
  await client.connect()
  try {
    // A JIT compiles for seconds what runs once; the zone of the session must not matter, so it is an odd one.
    await client.query("SET jit = off; SET TimeZone = 'America/Caracas'")
    await client.query(createWorldSql())
    let cases = 0
    const seen: Seen = { values: 0, filled: 0, functions: new Set() }
    for (let batch = 0; cases < options.cases; batch += 1) {
      const seed = (options.seed + batch * 7919) | 0
      const formulas = fc.sample(expressionArbitrary, { seed, numRuns: formulasPerBatch })
      const rows = fc.sample(rowArbitrary, { seed: seed + 1, numRuns: rowsPerBatch })
      const [request] = fc.sample(requestArbitrary, { seed: seed + 2, numRuns: 1 }) as [Request]
      const found = await compareBatch(client, formulas, rows, types, request, seen)
      if (found.length > 0) {
        const failures: string[] = [`${found.length} of ${formulas.length} formulas disagree`]
        for (const one of distinct(found).slice(0, 10)) failures.push(await shrink(client, one, seed, rows, request))
        return { cases, seen, failures }
      }
      cases += formulas.length * rows.length
      options.onProgress?.(cases)
    }
    return { cases, seen, failures: [] }
  } finally {
    await client.end()
  }
}

/** One per outermost function or operator, so that ten failures show ten mistakes. */
function distinct(found: readonly Disagreement[]): readonly Disagreement[] {
  const seen = new Set<string>()
  return [...found]
    .sort((a, b) => a.text.length - b.text.length)
    .filter(({ text }) => {
      const head = /^[A-Z]+\(/.exec(text)?.[0] ?? text
      return seen.has(head) ? false : seen.add(head) !== undefined
    })
}

async function shrink(
  client: pg.Client,
  first: Disagreement,
  seed: number,
  rows: readonly Row[],
  request: Request,
): Promise<string> {
  let smallest = first
  const property = fc.asyncProperty(expressionArbitrary, async (text) => {
    const [found] = await compareBatch(client, [text], rows, types, request)
    if (found === undefined) return true
    if (found.text.length <= smallest.text.length) smallest = found
    return false
  })
  await fc.check(property, {
    seed,
    path: String(first.index),
    numRuns: first.index + 1,
    interruptAfterTimeLimit: 5_000,
  })
  return describe(smallest, request)
}

function describe(one: Disagreement, request: Request): string {
  const words = new Set(one.text.match(/[a-z][\w.]*/gi))
  const columns = worldPaths.filter(({ text }) => words.has(text)).map(({ path, version }) => columnOf(path, version))
  const used = Object.entries(one.row ?? {}).filter(([column]) => columns.includes(column))
  return [
    `formula     ${one.text}`,
    `position    ${one.position}`,
    `row         ${JSON.stringify(Object.fromEntries(used))}`,
    `request     ${JSON.stringify(request)}`,
    `JavaScript  ${JSON.stringify(one.javascript)}`,
    `PostgreSQL  ${JSON.stringify(one.postgres)}`,
  ].join('\n')
}
