import { describeProblem, fieldProblemOf } from '@tessera/metadata'
import type { AnyProblem, Hazard, HazardSample } from '@tessera/metadata'
import { definerAccess } from '../../access/access.js'
import { objectById } from '../../catalog/catalog.js'
import type { Catalog, CatalogObject } from '../../catalog/catalog.js'
import { readTitles } from '../../query/read-titles.js'
import { quoteIdentifier } from '../../storage/identifiers.js'
import { conversionWorld } from './conversion-world.js'
import type { ConversionPlace } from './conversion-world.js'
import { convertValue } from './convert-value.js'
import type { Conversion } from './find-conversions.js'
import { areChoices } from './replaced-options.js'
import { readValuesOf, valueBatches } from './read-values.js'
import type { HeldValues } from './read-values.js'
import { convertingRevision, unconvertedTable } from './unconverted.js'
import { valueText } from './value-text.js'

const sampleCount = 5
/** Values tried at a time: about 5 ms, in which nobody else is served. */
const batchSize = 2_000

/**
 * What rewriting the values means, tried on every one of them: how many there are, how many cannot be converted and why. Blocks
 * where a uniqueness would have to be judged anew. Options that stand for others are told with the options.
 */
export async function conversionHazards(
  place: ConversionPlace,
  next: Catalog,
  conversions: Iterable<Conversion>,
): Promise<Hazard[]> {
  const hazards: Hazard[] = []
  for (const conversion of conversions) {
    const object = objectById(place.catalog, conversion.objectId)
    const isUnique = [object, next.objects.get(object.id)].some((one) => hasUnique(one, conversion.fieldId))
    const { held, refused, samples } =
      conversion.shadow === undefined ? await tried(place, conversion, object) : await done(place, conversion, object)
    if (held === 0 || (areChoices(conversion.before, conversion.after) && !isUnique)) continue
    const shown = isUnique ? [] : await samplesOf(place, conversion, object, samples)
    hazards.push(hazardOf(conversion, object, isUnique, held, refused, shown))
  }
  return hazards
}

interface Tried {
  /** How many values there are. */
  readonly held: number
  /** How many of them cannot be converted. */
  readonly refused: number
  /** The first of these. */
  readonly samples: readonly RefusedRow[]
}

interface RefusedRow {
  readonly row: HeldValues
  readonly problem: AnyProblem
}

async function tried(place: ConversionPlace, conversion: Conversion, object: CatalogObject): Promise<Tried> {
  const { before } = conversion
  let [held, refused] = [0, 0]
  const samples: RefusedRow[] = []
  for await (const rows of valueBatches(place.db, object.table, [before], batchSize)) {
    const filled = before.type === 'boolean' ? rows.filter(({ values }) => values[0] === true) : rows
    const found = await refusedOf(place, conversion, filled)
    held += filled.length
    refused += found.length
    samples.push(...found.slice(0, sampleCount - samples.length))
  }
  return { held, refused, samples }
}

/** What a job has found out already. */
async function done(place: ConversionPlace, conversion: Conversion, object: CatalogObject): Promise<Tried> {
  const { db, catalog } = place
  const { before, fieldId } = conversion
  const column = quoteIdentifier(before.column ?? '')
  const counted = await db.query<{ held: number; ids: string[] }>(
    `SELECT (SELECT count(*)::int FROM ${object.table} WHERE ${before.type === 'boolean' ? column : `${column} IS NOT NULL`}) AS held,
       ARRAY(SELECT record_id FROM ${unconvertedTable(catalog)}
             WHERE object_id = $1 AND field_id = $2 AND revision = ${convertingRevision} ORDER BY record_id) AS ids`,
    [object.id, fieldId],
  )
  const [{ held, ids }] = counted.rows as [{ held: number; ids: string[] }]
  const rows = await readValuesOf(db, object.table, [before], ids.slice(0, sampleCount))
  return { held, refused: ids.length, samples: await refusedOf(place, conversion, rows) }
}

async function refusedOf(
  place: ConversionPlace,
  { before, after }: Conversion,
  rows: readonly HeldValues[],
): Promise<RefusedRow[]> {
  const values = rows.map((row) => row.values[0] ?? null)
  const world = await conversionWorld(place, before, after, values)
  return rows.flatMap((row, index) => {
    const found = convertValue(before, after, values[index] ?? null, world)
    return 'problem' in found ? [{ row, problem: found.problem }] : []
  })
}

async function samplesOf(
  { db, catalog, runtime }: ConversionPlace,
  { before, after }: Conversion,
  object: CatalogObject,
  refused: readonly RefusedRow[],
): Promise<HazardSample[]> {
  const ids = refused.map(({ row }) => row.id)
  const titles = await readTitles(db, catalog, definerAccess, object, ids, runtime)
  return refused.map(({ row: { id, values }, problem }) => ({
    id,
    title: titles.get(id) ?? null,
    value: valueText(before, values[0] ?? null, catalog.workspace.timeZone),
    reason: fieldProblemOf('', problem, after.label).message,
  }))
}

const hasUnique = (object: CatalogObject | undefined, fieldId: string): boolean =>
  object?.unique.some(({ fields }) => fields.some(({ id }) => id === fieldId)) === true

function hazardOf(
  { before, after }: Conversion,
  object: CatalogObject,
  isUnique: boolean,
  held: number,
  refused: number,
  samples: readonly HazardSample[],
): Hazard {
  const code = isUnique ? 'field.convert_unique' : 'field.convert'
  const names = { label: after.label, from: before.definition.title, to: after.definition.title }
  return {
    id: `${code}:${object.key}.${before.key}`,
    severity: isUnique ? 'block' : refused > 0 ? 'warn' : 'info',
    message: describeProblem(code, { ...names, rows: held, refused }),
    rows: isUnique || refused === 0 ? held : refused,
    samples,
  }
}
