import type { WireValue } from '@tessera/formula'
import { definerAccess } from '../../access/access.js'
import { objectById } from '../../catalog/catalog.js'
import type { Catalog, CatalogField } from '../../catalog/catalog.js'
import { readTitles } from '../../query/read-titles.js'
import { rowSource } from '../../sql/row-source.js'
import { titleText } from '../../sql/title-text.js'
import { execute, join, raw, slot, toStatement } from '../../storage/statement.js'
import type { Queryable, RuntimeValues } from '../../storage/statement.js'
import { sourceText } from './convert-value.js'
import type { ConversionWorld } from './convert-value.js'

/** Where the records of a conversion are: the catalog must be that of the database's revision. */
export interface ConversionPlace {
  readonly db: Queryable
  readonly catalog: Catalog
  readonly runtime: RuntimeValues
}

/** Reads what these values need besides their own text: titles of the records they point to, or records by their title. */
export async function conversionWorld(
  { db, catalog, runtime }: ConversionPlace,
  before: CatalogField,
  after: CatalogField,
  values: readonly WireValue[],
): Promise<ConversionWorld> {
  const { timeZone } = catalog.workspace
  const filled = values.filter((value) => value !== null)
  const titles = await titlesOf()
  const titleOf = (id: string): string | undefined => titles.get(id) ?? undefined
  const ids = await idsByTitle()
  return { timeZone, titleOf, idsOf: (title) => ids.get(title) ?? [] }

  async function titlesOf(): Promise<ReadonlyMap<string, string | null>> {
    if (before.target === undefined) return new Map()
    const target = objectById(catalog, before.target)
    return readTitles(db, catalog, definerAccess, target, [...new Set(filled.map(String))], runtime)
  }

  async function idsByTitle(): Promise<ReadonlyMap<string, readonly string[]>> {
    if (after.target === undefined) return new Map()
    const wanted = filled.flatMap((value) => sourceText(before, after, value, { timeZone, titleOf })?.trim() ?? [])
    return recordsByTitle({ db, catalog, runtime }, after.target, [...new Set(wanted)])
  }
}

/** The live records of an object that go by one of these titles. */
async function recordsByTitle(
  { db, catalog, runtime }: ConversionPlace,
  objectId: string,
  titles: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  // The module comes with the same change: it has no records yet.
  const object = catalog.objects.get(objectId)
  if (object === undefined) return new Map()
  const source = rowSource(catalog, object, 'r', definerAccess)
  const title = titleText(source)
  const statement = toStatement(
    join([
      'SELECT r."id", ',
      title,
      ` AS title FROM ${object.table} AS r `,
      source.joins(),
      ' WHERE r."deleted_at" IS NULL AND ',
      title,
      raw(' = ANY(?::text[]) ORDER BY r."id"', [slot('titles') as never]),
    ]),
  )
  const { rows } = await execute<{ id: string; title: string }>(db, statement, runtime, { titles })
  const found = new Map<string, string[]>()
  for (const { id, title: name } of rows) found.set(name, [...(found.get(name) ?? []), id])
  return found
}
