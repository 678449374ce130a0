import type { PhysicalName } from '../../catalog/catalog.js'
import { readJob } from '../job-rows.js'
import type { ConversionPlace } from './conversion-world.js'
import { fillAgain, forgetUnconverted } from './fill-conversion.js'
import type { ConversionFill } from './fill-conversion.js'
import { shadowOf } from '../ahead/shadow-column.js'
import { writtenSince } from '../ahead/written-since.js'
import { convertingRevision, unconvertedTable } from './unconverted.js'

/**
 * Brings a shadow column up to the last write, in the publishing transaction: nobody can write to the table any more. What the
 * job could not convert is from now on a matter of this revision.
 */
export async function finishShadow(place: ConversionPlace, fill: ConversionFill, shadow: PhysicalName): Promise<void> {
  const { db, catalog } = place
  const job = await readJob(db, catalog.workspace.key, shadowOf(shadow)?.job ?? '')
  const since = job?.input.since?.[shadow.name]
  if (since === undefined) throw new Error(`${shadow.name} was not filled`)
  const { ids } = await writtenSince(db, catalog, fill.object.id, since)
  await fillAgain(place, { ...fill, revision: convertingRevision }, ids)
  await forgetUnconverted(place, fill)
  await db.query(
    `UPDATE ${unconvertedTable(catalog)} SET revision = $3 WHERE object_id = $1 AND field_id = $2 AND revision = ${convertingRevision}`,
    [fill.object.id, fill.after.id, fill.revision],
  )
}
