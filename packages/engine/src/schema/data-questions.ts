import type { SqlFragment } from '@tessera/formula'
import type { Hazard, HazardSample, Localized, Severity } from '@tessera/metadata'
import { definerAccess } from '../access/access.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { rowSource } from '../sql/row-source.js'
import { titleText } from '../sql/title-text.js'
import { execute, join, raw, toStatement } from '../storage/statement.js'
import type { Queryable, RuntimeValues } from '../storage/statement.js'

/** The alias under which the conditions of questions see the rows. */
export const rowAlias = 'r'
const sampleCount = 5
/** Counting stops here: a plan must answer at once, and "more than 100,000" is enough to decide by. */
const countLimit = 100_000

/** A question to the records of one table; if any row answers, it is a hazard. */
export interface DataQuestion {
  readonly id: string
  readonly severity: Severity
  /** Qualified and quoted. */
  readonly table: string
  /** The object of the catalog that fits the database now; undefined while the object is hidden. */
  readonly object: CatalogObject | undefined
  readonly condition: SqlFragment
  /** SQL of what the sample shows, if anything. */
  readonly value: SqlFragment | undefined
  /** Rows in the bin count too. */
  readonly withBin: boolean
  readonly reason: Localized
  message(rows: number): Localized
}

/** Asks the records and gives a hazard with samples for each question that rows answer, in the order of the questions. */
export async function askData(
  db: Queryable,
  catalog: Catalog,
  runtime: RuntimeValues,
  questions: readonly DataQuestion[],
): Promise<Hazard[]> {
  const hazards: Hazard[] = []
  for (const question of questions) {
    const rows = await countRows(db, runtime, question)
    if (rows === 0) continue
    const samples = await samplesOf(db, catalog, runtime, question)
    hazards.push({ id: question.id, severity: question.severity, message: question.message(rows), rows, samples })
  }
  return hazards
}

async function countRows(db: Queryable, runtime: RuntimeValues, question: DataQuestion): Promise<number> {
  const statement = toStatement(
    join([
      `SELECT count(*)::int AS n FROM (SELECT 1 FROM ${question.table} AS ${rowAlias} WHERE `,
      where(question),
      ` LIMIT ${countLimit}) AS q`,
    ]),
  )
  const { rows } = await execute<{ n: number }>(db, statement, runtime)
  return rows[0]?.n ?? 0
}

async function samplesOf(
  db: Queryable,
  catalog: Catalog,
  runtime: RuntimeValues,
  question: DataQuestion,
): Promise<HazardSample[]> {
  const source =
    question.object === undefined ? undefined : rowSource(catalog, question.object, rowAlias, definerAccess)
  const title = source === undefined ? raw('NULL') : titleText(source)
  const statement = toStatement(
    join([
      `SELECT ${rowAlias}."id", (`,
      title,
      ")::text AS title, json_build_object('value', ",
      question.value ?? raw('NULL'),
      ') AS shown',
      ` FROM ${question.table} AS ${rowAlias} `,
      source?.joins() ?? raw(''),
      ' WHERE ',
      where(question),
      ` ORDER BY ${rowAlias}."created_at" DESC, ${rowAlias}."id" DESC LIMIT ${sampleCount}`,
    ]),
  )
  const { rows } = await execute<{ id: string; title: string | null; shown: { value: unknown } }>(
    db,
    statement,
    runtime,
  )
  return rows.map(({ id, title: name, shown }) => ({ id, title: name, value: shown.value, reason: question.reason }))
}

const where = (question: DataQuestion): SqlFragment =>
  question.withBin ? question.condition : join([`${rowAlias}."deleted_at" IS NULL AND (`, question.condition, ')'])
