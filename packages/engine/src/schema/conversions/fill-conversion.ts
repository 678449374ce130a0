import type { WireValue } from '@tessera/formula'
import type { CatalogField, CatalogObject } from '../../catalog/catalog.js'
import { sameValue } from '../../records/draft.js'
import { columnOf, columnType } from '../../records/stored-fields.js'
import { conversionWorld } from './conversion-world.js'
import type { ConversionPlace } from './conversion-world.js'
import { convertValue } from './convert-value.js'
import { readValues } from './read-values.js'
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
  /**
   * The revision that parked its column earlier, which now returns with what was there then: only what was edited since is
   * written. Undefined for a new column.
   */
  readonly returns: number | undefined
}

/**
 * Fills the column of a converted field from the parked one, in the running transaction, while nobody writes. Records in the bin
 * take part; versions and history do not. What cannot be converted is left blank: the parked column still has it.
 */
export async function fillConversion(place: ConversionPlace, fill: ConversionFill): Promise<void> {
  await forgetUnconverted(place, fill)
  for (let after: string | undefined; ;) {
    const isReturning = fill.returns !== undefined
    const fields = isReturning ? [fill.before, fill.after] : [fill.before]
    const rows = await readValues(place.db, fill.object.table, fields, { after, limit: batchSize, withBin: true })
    const held = rows.map(({ id, values }) => ({ id, now: values[0] ?? null, earlier: values[1] ?? null }))
    await write(place, fill, isReturning ? await returning(place, fill, held) : await converted(place, fill, held))
    after = rows.at(-1)?.id
    if (rows.length < batchSize) return
  }
}

interface Held {
  readonly id: string
  /** In the parked column. */
  readonly now: WireValue
  /** In the column that returns. */
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

/** A value that the earlier one still stands for was not edited since: the earlier one stays, byte for byte. */
async function returning(place: ConversionPlace, fill: ConversionFill, held: readonly Held[]): Promise<NewValue[]> {
  const { before, after } = fill
  const world = await conversionWorld(
    place,
    after,
    before,
    held.map(({ earlier }) => earlier),
  )
  const edited = held.filter(({ now, earlier }) => {
    const stood = convertValue(after, before, earlier, world)
    return !sameValue('value' in stood ? stood.value : before.definition.emptyValue, now)
  })
  return converted(place, fill, edited)
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

/** The originals are back with the column that returns: nothing of that conversion waits any more. */
async function forgetUnconverted({ db, catalog }: ConversionPlace, fill: ConversionFill): Promise<void> {
  const { object, after, returns } = fill
  if (returns === undefined) return
  await db.query(`DELETE FROM ${unconvertedTable(catalog)} WHERE object_id = $1 AND field_id = $2 AND revision = $3`, [
    object.id,
    after.id,
    returns,
  ])
}
