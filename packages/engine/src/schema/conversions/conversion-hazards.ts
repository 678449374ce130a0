import { describeProblem, fieldProblemOf } from '@tessera/metadata'
import type { AnyProblem, Hazard, HazardSample, ProblemCode, Severity } from '@tessera/metadata'
import { definerAccess } from '../../access/access.js'
import { objectById } from '../../catalog/catalog.js'
import type { Catalog, CatalogObject } from '../../catalog/catalog.js'
import { readTitles } from '../../query/read-titles.js'
import { conversionWorld } from './conversion-world.js'
import type { ConversionPlace } from './conversion-world.js'
import { convertValue } from './convert-value.js'
import type { Conversion } from './find-conversions.js'
import { readValues } from './read-values.js'
import type { HeldValues } from './read-values.js'
import { valueText } from './value-text.js'

/** A table of more records would keep its writers waiting for more than a second: about 0.03 ms each. */
export const conversionLimit = 20_000

const sampleCount = 5

/**
 * What rewriting the values means, tried on every one of them: how many there are, how many cannot be converted and why. Blocks where
 * the table is too big to be rewritten while its writers wait, and where a uniqueness would have to be judged anew.
 *
 * @param sizes rows by table name
 */
export async function conversionHazards(
  place: ConversionPlace,
  next: Catalog,
  conversions: Iterable<Conversion>,
  sizes: ReadonlyMap<string, number>,
): Promise<Hazard[]> {
  const hazards: Hazard[] = []
  for (const conversion of conversions) {
    const object = objectById(place.catalog, conversion.objectId)
    const rows = sizes.get(object.tableName) ?? 0
    const isUnique = [object, next.objects.get(object.id)].some((one) => hasUnique(one, conversion.fieldId))
    const found =
      rows > conversionLimit
        ? [hazardOf(conversion, object, 'field.convert_large', 'block', rows, 0, [])]
        : await tried(place, conversion, object, isUnique)
    hazards.push(...found)
  }
  return hazards
}

async function tried(
  place: ConversionPlace,
  conversion: Conversion,
  object: CatalogObject,
  isUnique: boolean,
): Promise<Hazard[]> {
  const { before, after } = conversion
  const held = (await readValues(place.db, object.table, [before], { withBin: true })).filter(
    ({ values }) => before.type !== 'boolean' || values[0] === true,
  )
  if (held.length === 0) return []
  if (isUnique) return [hazardOf(conversion, object, 'field.convert_unique', 'block', held.length, 0, [])]
  const world = await conversionWorld(
    place,
    before,
    after,
    held.map(({ values }) => values[0] ?? null),
  )
  const refused = held.flatMap((row) => {
    const found = convertValue(before, after, row.values[0] ?? null, world)
    return 'problem' in found ? [{ row, problem: found.problem }] : []
  })
  const samples = await samplesOf(place, conversion, object, refused.slice(0, sampleCount))
  const severity = refused.length > 0 ? 'warn' : 'info'
  return [hazardOf(conversion, object, 'field.convert', severity, held.length, refused.length, samples)]
}

async function samplesOf(
  { db, catalog, runtime }: ConversionPlace,
  { before, after }: Conversion,
  object: CatalogObject,
  refused: readonly { row: HeldValues; problem: AnyProblem }[],
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
  code: Extract<ProblemCode, `field.convert${string}`>,
  severity: Severity,
  rows: number,
  refused: number,
  samples: readonly HazardSample[],
): Hazard {
  const details = {
    label: after.label,
    rows,
    refused,
    limit: conversionLimit,
    from: before.definition.title,
    to: after.definition.title,
  }
  return {
    id: `${code}:${object.key}.${before.key}`,
    severity,
    message: describeProblem(code, details),
    rows: code === 'field.convert' && refused > 0 ? refused : rows,
    samples,
  }
}
