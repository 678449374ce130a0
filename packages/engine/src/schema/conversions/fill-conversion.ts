import type { WireValue } from '@tessera/formula'
import type { CatalogField, CatalogObject } from '../../catalog/catalog.js'
import { sameValue } from '../../records/draft.js'
import { columnOf, columnType } from '../../records/stored-fields.js'
import { conversionWorld } from './conversion-world.js'
import type { ConversionPlace } from './conversion-world.js'
import { convertValue } from './convert-value.js'
import { readValues, readValuesOf, valueBatches } from './read-values.js'
import type { HeldValues } from './read-values.js'
import { unconvertedTable } from './unconverted.js'

/** Records per statement. */
const batchSize = 5_000

export interface ConversionFill {
  readonly object: CatalogObject
  /** The parked column. */
  readonly before: CatalogField
  /** The field as it is from now on. */
  readonly after: CatalogField
  /** The revision that converts. */
  readonly revision: number
  /** A parked column with originals of the new type. */
  readonly earlier: CatalogField | undefined
  /** The revision that parked it. */
  readonly returns: number | undefined
}

/**
 * Fills the column of a converted field from the parked one, in the running transaction, while nobody writes. Records in the bin
 * take part; versions and history do not. What cannot be converted is left blank: the parked column still has it.
 */
export async function fillConversion(place: ConversionPlace, fill: ConversionFill): Promise<void> {
  await forgetUnconverted(place, fill)
  for await (const rows of valueBatches(place.db, fill.object.table, readFields(fill), batchSize)) {
    await convertRows(place, fill, rows)
  }
}

/** Converts the next records behind `after`; `last` is where to go on. */
export async function fillNext(
  place: ConversionPlace,
  fill: ConversionFill,
  after: string | undefined,
  limit: number,
): Promise<{ readonly rows: number; readonly last: string | undefined }> {
  const rows = await readValues(place.db, fill.object.table, readFields(fill), { after, limit, withBin: true })
  await convertRows(place, fill, rows)
  return { rows: rows.length, last: rows.at(-1)?.id }
}

/** Converts records once more that were written after their turn. */
export async function fillAgain(place: ConversionPlace, fill: ConversionFill, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += batchSize) {
    const some = ids.slice(from, from + batchSize)
    await place.db.query(
      `DELETE FROM ${unconvertedTable(place.catalog)}
       WHERE object_id = $1 AND field_id = $2 AND revision = $3 AND record_id = ANY($4::uuid[])`,
      [fill.object.id, fill.after.id, fill.revision, some],
    )
    await convertRows(place, fill, await readValuesOf(place.db, fill.object.table, readFields(fill), some))
  }
}

const readFields = ({ before, earlier }: ConversionFill): CatalogField[] =>
  earlier === undefined ? [before] : [before, earlier]

async function convertRows(place: ConversionPlace, fill: ConversionFill, rows: readonly HeldValues[]): Promise<void> {
  const held = rows.map(({ id, values }) => ({ id, now: values[0] ?? null, earlier: values[1] ?? null }))
  await write(place, fill, await newValues(place, fill, held))
}

interface Held {
  readonly id: string
  /** In the parked column. */
  readonly now: WireValue
  /** In the column of the originals. */
  readonly earlier: WireValue
}

/** `isLeft`: it could not be converted. */
interface NewValue {
  readonly id: string
  readonly value: WireValue
  readonly isLeft: boolean
}

async function converted(place: ConversionPlace, fill: ConversionFill, held: readonly Held[]): Promise<NewValue[]> {
  const { before, after } = fill
  const world = await conversionWorld(
    place,
    before,
    after,
    held.map(({ now }) => now),
  )
  return held.map(({ id, now }) => {
    const found = convertValue(before, after, now, world)
    return 'value' in found
      ? { id, value: found.value, isLeft: false }
      : { id, value: after.definition.emptyValue, isLeft: true }
  })
}

/** An original that the field's value still stands for comes back byte for byte; what was edited since is converted. */
async function newValues(place: ConversionPlace, fill: ConversionFill, held: readonly Held[]): Promise<NewValue[]> {
  const { before, earlier } = fill
  if (earlier === undefined) return converted(place, fill, held)
  const originals = held.map((one) => one.earlier)
  const world = await conversionWorld(place, earlier, before, originals)
  const stands = ({ now, earlier: original }: Held): boolean => {
    const stood = convertValue(earlier, before, original, world)
    return sameValue('value' in stood ? stood.value : before.definition.emptyValue, now)
  }
  const back = held.filter(stands).map(({ id, earlier: value }) => ({ id, value, isLeft: false }))
  return [
    ...back,
    ...(await converted(
      place,
      fill,
      held.filter((one) => !stands(one)),
    )),
  ]
}

async function write(place: ConversionPlace, fill: ConversionFill, values: readonly NewValue[]): Promise<void> {
  if (values.length === 0) return
  const { db, catalog } = place
  const { object, after, revision } = fill
  const rows = values.map(({ id, value }) => ({ id, v: after.server.toDatabase(value, after.context) }))
  await db.query(
    `UPDATE ${object.table} AS r SET ${columnOf(after)} = i.v
     FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, v ${columnType(after)}) WHERE r."id" = i.id`,
    [JSON.stringify(rows)],
  )
  await db.query(
    `INSERT INTO ${unconvertedTable(catalog)} (object_id, field_id, revision, record_id) SELECT $1, $2, $3, unnest($4::uuid[])`,
    [object.id, after.id, revision, values.flatMap(({ id, isLeft }) => (isLeft ? [id] : []))],
  )
}

/** Where originals are back, nothing of the conversion that parked them waits any more. */
export async function forgetUnconverted({ db, catalog }: ConversionPlace, fill: ConversionFill): Promise<void> {
  const { object, after, returns } = fill
  if (returns === undefined) return
  await db.query(`DELETE FROM ${unconvertedTable(catalog)} WHERE object_id = $1 AND field_id = $2 AND revision = $3`, [
    object.id,
    after.id,
    returns,
  ])
}
