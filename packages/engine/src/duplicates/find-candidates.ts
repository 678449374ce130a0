import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { execute, join, raw, slot, toStatement } from '../storage/statement.js'
import type { Queryable, RuntimeValues, Statement } from '../storage/statement.js'
import { leadsOf } from './match-tokens.js'
import type { Probe } from './match-tokens.js'
import { tokenShares } from './token-shares.js'

/** Where duplicates are looked for. */
export interface MatchWorld {
  readonly db: Queryable
  readonly catalog: Catalog
  readonly object: CatalogObject
  readonly runtime: RuntimeValues
}

/** A question: which records have so many of these numbers? */
export interface Question {
  /** Whose question it is, for the answer. */
  readonly subject: number
  readonly probe: Probe
  /** Of the record itself, which is no duplicate of its own. */
  readonly id: string | undefined
}

/** So many records of one question are compared, those that have most in common first. */
const mostCandidates = 50
/** Of a table whose statistics PostgreSQL has not made yet. */
const guessedRecords = 10_000

/** Ids of the records that may agree, by subject: one statement for all questions, by index. Records in the bin have no numbers. */
export async function findCandidates(
  { db, catalog, object, runtime }: MatchWorld,
  questions: readonly Question[],
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const found = new Map<number, Set<string>>()
  if (object.likeness === undefined || questions.length === 0) return found
  const { shares, records, rarest } = await tokenShares(db, catalog, object.likeness, runtime.now)
  const asked = sharesAmong(questions)
  // Without statistics what many ask for at once is taken for frequent.
  const countOf = (token: number): number =>
    shares.size === 0 ? (asked.get(token) ?? 0) * guessedRecords : (shares.get(token) ?? rarest) * records
  const rows = questions.flatMap(({ subject, probe, id }) => {
    const wanted = { n: subject, tokens: `{${probe.tokens.join()}}`, least: probe.least, own: id }
    return leadsOf(probe, countOf).map(({ must, any }) => ({
      ...wanted,
      must: `{${must.join()}}`,
      sought: `{${any.join()}}`,
    }))
  })
  const answer = await execute<{ n: number; id: string }>(db, statementOf(object), runtime, {
    rows: JSON.stringify(rows),
  })
  for (const { n, id } of answer.rows) found.set(n, (found.get(n) ?? new Set()).add(id))
  return found
}

/** What many ask for at once is frequent, too: a table that has just been filled has no statistics yet. */
function sharesAmong(questions: readonly Question[]): ReadonlyMap<number, number> {
  const shares = new Map<number, number>()
  for (const { probe } of questions)
    for (const token of probe.tokens) shares.set(token, (shares.get(token) ?? 0) + 1 / questions.length)
  return shares
}

const statements = new WeakMap<CatalogObject, Statement>()

/** The table of the object is not asked: PostgreSQL would read all of it for a handful of records. */
function statementOf(object: CatalogObject): Statement {
  let statement = statements.get(object)
  if (statement === undefined) {
    statement = toStatement(
      join([
        'SELECT i.n, c.id FROM jsonb_to_recordset(',
        raw('?::jsonb', [slot('rows') as never]),
        ') AS i(n int, must int4[], sought int4[], tokens int4[], least int, own uuid) CROSS JOIN LATERAL (',
        'SELECT q.id FROM (SELECT x.id, CASE WHEN i.least = 1 THEN 1 ELSE ',
        '(SELECT count(*) FROM unnest(x.tokens) AS k WHERE k = ANY(i.tokens)) END AS common ',
        `FROM ${object.likeness?.table ?? ''} AS x WHERE x.tokens @> i.must AND x.tokens && i.sought OFFSET 0) AS q `,
        'WHERE q.common >= i.least AND q.id IS DISTINCT FROM i.own ',
        `ORDER BY q.common DESC, q.id DESC LIMIT ${mostCandidates}) AS c`,
      ]),
    )
    statements.set(object, statement)
  }
  return statement
}
