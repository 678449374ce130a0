import { localize } from '@tessera/metadata'
import type { FileInfo, HistoryEntry, HistoryOperation, Locale, Localized } from '@tessera/metadata'
import type { Access } from '../access/access.js'
import { systemActorId } from '../access/actor.js'
import { objectById } from '../catalog/catalog.js'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import { fileIds } from '../files/file-fields.js'
import { readFiles } from '../files/read-files.js'
import { openKept } from '../records/history-rows.js'
import type { Queryable, RuntimeValues } from '../storage/statement.js'
import type { Revised } from './read-statement.js'
import { readTitles } from './read-titles.js'
import { isLookup } from './resolve-path.js'

/** A kept entry with the revision it was read at. */
export interface HistoryRow extends Revised {
  /** Null in the one row of a record without entries behind the cursor. */
  readonly id: string | null
  readonly at: Date
  readonly version: number
  readonly op: HistoryOperation
  readonly by_id: string | null
  readonly through: HistoryEntry['through']
  /** What holds for the record today; see `Access.verdict`. */
  readonly holds: readonly boolean[]
  readonly changes: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[]
}

/** What is needed to say kept history in today's words. */
export interface HistoryWorld {
  readonly db: Queryable
  readonly catalog: Catalog
  readonly object: CatalogObject
  readonly access: Access
  readonly runtime: RuntimeValues
  readonly locale: Locale
}

type Titles = ReadonlyMap<string, string | null>
type FilesById = ReadonlyMap<string, FileInfo>

/**
 * Entries as the API gives them: history keeps ids (fields, options, records), the answer has today's keys, labels and
 * titles. A record that is gone or not visible reads as blank. One statement for each object that is referred to, one for files.
 */
export async function describeHistory(rows: readonly HistoryRow[], world: HistoryWorld): Promise<HistoryEntry[]> {
  const titles = await titlesOf(rows, world)
  const files = await filesOf(rows, world)
  return rows.map((row) => ({
    id: row.id ?? '',
    at: row.at.toISOString(),
    version: row.version,
    op: row.op,
    by: workflowOf(row, world) ?? authorOf(row.by_id, titles.get(world.catalog.userObject)),
    through: throughOf(row, world),
    changes: changesOf(row, world, titles, files),
  }))
}

/** Of the lookups of a field whose records may be of several objects one change is made: it went from one to the other. */
function changesOf(
  row: HistoryRow,
  world: HistoryWorld,
  titles: ReadonlyMap<string, Titles>,
  files: FilesById,
): HistoryEntry['changes'] {
  const found = new Map<string, HistoryEntry['changes'][number]>()
  for (const change of row.changes) {
    const field = readableField(world, row, change.field)
    if (field === undefined) continue
    const [from, to] = [change.from, change.to].map((value) => today(world, field, value, titles, files))
    const id = field.memberOf ?? field.id
    const known = found.get(id)
    const label = localize(field.label, world.locale)
    found.set(id, { field: field.key, label, from: from ?? known?.from ?? null, to: to ?? known?.to ?? null })
  }
  return [...found.values()]
}

/** By today's rights on today's record: what somebody may not read now they may not read of earlier days. */
function readableField({ object, access }: HistoryWorld, { holds }: HistoryRow, id: string): CatalogField | undefined {
  const field = object.fieldsById.get(id)
  const shown = field?.memberOf === undefined ? field : object.fieldsById.get(field.memberOf)
  return shown !== undefined && access.verdict(object, holds).reads(shown) ? field : undefined
}

/** Titles of everything the entries refer to, by object id. */
async function titlesOf(rows: readonly HistoryRow[], world: HistoryWorld): Promise<ReadonlyMap<string, Titles>> {
  const ids = new Map<string, Set<string>>()
  const add = (object: string, id: unknown): void => {
    if (typeof id !== 'string') return
    const known = ids.get(object)
    if (known === undefined) ids.set(object, new Set([id]))
    else known.add(id)
  }
  for (const row of rows) {
    add(world.catalog.userObject, row.by_id)
    for (const change of row.changes) {
      const field = readableField(world, row, change.field)
      for (const target of field === undefined ? [] : recordsOf(field))
        for (const id of [change.from, change.to].flat()) add(target, id)
    }
  }
  const titles = new Map<string, Titles>()
  for (const [id, wanted] of ids) {
    const object = objectById(world.catalog, id)
    titles.set(id, await readTitles(world.db, world.catalog, world.access, object, [...wanted], world.runtime))
  }
  return titles
}

/** What the files are called that entries name. Whoever sees the field sees their names; the files themselves are asked for anew. */
function filesOf(rows: readonly HistoryRow[], world: HistoryWorld): Promise<FilesById> {
  const ids = rows.flatMap((row) =>
    row.changes.flatMap(({ field: id, from, to }) =>
      readableField(world, row, id)?.definition.files === undefined ? [] : [...fileIds(from), ...fileIds(to)],
    ),
  )
  return readFiles(world.db, world.catalog.workspace.key, [...new Set(ids)])
}

/** A workflow is its own author, under its label of today. */
function workflowOf({ through }: HistoryRow, { catalog, locale }: HistoryWorld): HistoryEntry['by'] | undefined {
  if (through.kind !== 'workflow' || through.id === undefined) return undefined
  const label = catalog.documents.get(through.id)?.label as Localized | undefined
  return { id: through.id, title: label === undefined ? (through.title ?? '') : localize(label, locale) }
}

/** What is kept besides, such as the run of a workflow, is not for readers of a record. */
function throughOf(row: HistoryRow, world: HistoryWorld): HistoryEntry['through'] {
  const { kind, id, title } = row.through
  const named = workflowOf(row, world)?.title ?? title
  return { kind, ...(id === undefined ? {} : { id }), ...(named === undefined ? {} : { title: named }) }
}

/** The platform's own actor has no user record. */
function authorOf(id: string | null, people: Titles | undefined): HistoryEntry['by'] {
  if (id === null || id === systemActorId) return id === null ? null : { id, title: 'Tessera' }
  return { id, title: people?.get(id) ?? '' }
}

/** A kept value in today's wire form: options by today's key, records with today's title. */
function today(
  { catalog }: HistoryWorld,
  field: CatalogField,
  value: unknown,
  titles: ReadonlyMap<string, Titles>,
  files: FilesById,
): unknown {
  if (field.definition.files !== undefined && Array.isArray(value))
    return fileIds(value).flatMap((id) => files.get(id) ?? [])
  if (field.members !== undefined) return oneOf(catalog, field.members, value, titles)
  const records = titles.get(recordsOf(field)[0] ?? '')
  // It may have been a lookup then.
  if (field.links !== undefined) {
    const found = [value].flat().flatMap((id) => referenceOf(id, records) ?? [])
    return found.length === 0 ? null : found
  }
  if (field.memberOf !== undefined) return oneOf(catalog, [field], value, titles)
  if (isLookup(field)) return referenceOf(value, records)
  if (field.encrypted) return openKept(field, value)
  const keys = field.context.optionKeys
  const key = (id: unknown): unknown => (typeof id === 'string' ? (keys.get(id) ?? id) : id)
  return Array.isArray(value) ? value.map(key) : keys.size > 0 ? key(value) : (value ?? null)
}

/** A record of the objects of these lookups. It may have been a lookup to one of them then. */
function oneOf(
  catalog: Catalog,
  lookups: readonly CatalogField[],
  value: unknown,
  titles: ReadonlyMap<string, Titles>,
): unknown {
  for (const { target = '' } of lookups) {
    const found = referenceOf(value, titles.get(target))
    if (found !== null) return { object: objectById(catalog, target).key, ...found }
  }
  return null
}

/** The objects whose records a field holds. */
function recordsOf(field: CatalogField): readonly string[] {
  if (field.members !== undefined) return field.members.flatMap(({ target }) => target ?? [])
  const target = field.links?.target ?? (isLookup(field) ? field.target : undefined)
  return target === undefined ? [] : [target]
}

function referenceOf(id: unknown, titles: Titles | undefined): { id: string; title: string | null } | null {
  const title = typeof id === 'string' ? titles?.get(id) : undefined
  return typeof id !== 'string' || title === undefined ? null : { id, title }
}
