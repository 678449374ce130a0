import { objectById } from '../catalog/catalog.js'
import type { Catalog, CatalogLinks, CatalogObject } from '../catalog/catalog.js'
import { linkTable, linkedFrom, linkingFields } from '../catalog/link-table.js'
import { withMembers } from '../catalog/with-members.js'
import { feedsOf, summedWays } from './feeds.js'

const known = new WeakMap<Catalog, Map<CatalogObject, string>>()

/**
 * How a write of an object begins: in one round trip it opens the transaction and takes the tables it may touch, in name
 * order, as a publish does, and its turn at the pairs that are summed up. A writer that takes them one by one (lookup target,
 * child, parent) and a publish that holds one of them would wait for each other on every try.
 *
 * @param withChildren what points to the object is written, too
 */
export function beginWrite(catalog: Catalog, object: CatalogObject, withChildren = false): string {
  if (withChildren) return beginWith(catalog, [object.id, ...object.referencedBy.map((relation) => relation.object)])
  const ofCatalog = known.get(catalog) ?? new Map<CatalogObject, string>()
  known.set(catalog, ofCatalog)
  const begin = ofCatalog.get(object) ?? beginWith(catalog, [object.id])
  ofCatalog.set(object, begin)
  return begin
}

function beginWith(catalog: Catalog, ids: readonly string[]): string {
  const reached = reachedFrom(catalog, ids)
  const targets = [...reached].flatMap((id) =>
    withMembers(catalog.objects.get(id)?.fields ?? []).flatMap(({ target }) => target ?? []),
  )
  const objects = [...new Set([...reached, ...targets])].flatMap((id) => catalog.objects.get(id) ?? [])
  const pairs = pairsOf(catalog, reached)
  const tables = [...objects.map(({ table }) => table), ...pairs.keys()].sort()
  return [
    `BEGIN; LOCK TABLE ${tables.join(', ')} IN ROW EXCLUSIVE MODE`,
    ...turns(
      catalog,
      ids,
      [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  ].join('; ')
}

/** The objects, all that their roll-ups reach upwards, and what is linked with any of them. */
function reachedFrom(catalog: Catalog, ids: readonly string[]): ReadonlySet<string> {
  const reached = new Set(ids)
  for (const id of reached) {
    const at = objectById(catalog, id)
    for (const side of [...linkingFields(at), ...linkedFrom(catalog, at)])
      reached.add(side.object.id).add(side.links.target)
    for (const { parent, child, crossing } of feedsOf(catalog)) {
      if (child === id || crossing.some((input) => input.object === id)) reached.add(parent)
    }
  }
  return reached
}

/** The tables of the pairs of these objects, each with one of its sides. */
function pairsOf(catalog: Catalog, objects: ReadonlySet<string>): ReadonlyMap<string, CatalogLinks> {
  const sides = [...objects].flatMap((id) => linkingFields(objectById(catalog, id)))
  return new Map(sides.map(({ links }) => [linkTable(catalog, links), links]))
}

/**
 * Whoever makes pairs that are summed up is alone with them: a writer of a value at one end sees no pair that is not committed, and
 * from the two ends rows are locked in opposite order. Writers of values go together, unless sums go both ways.
 */
function turns(
  catalog: Catalog,
  ids: readonly string[],
  pairs: readonly (readonly [string, CatalogLinks])[],
): string[] {
  return pairs.flatMap(([table, links]) => {
    const ways = summedWays(catalog, links)
    if (ways.size === 0) return []
    const ends = [links.owner.object, links.near === 'source' ? links.target : links.owner.object]
    const writesPairs = ids.some((id) =>
      linkingFields(objectById(catalog, id)).some((own) => own.links.owner.field === links.owner.field),
    )
    const mergesEnds = ids.length > 1 && ends.some((id) => ids.includes(id))
    const isAlone = writesPairs || mergesEnds || (ways.has('up') && ways.has('down'))
    return [`SELECT pg_advisory_xact_lock${isAlone ? '' : '_shared'}(hashtextextended('${table}', 0))`]
  })
}
