import { makeFieldProblem } from '@tessera/metadata'
import type { WireValue } from '@tessera/formula'
import type { CatalogField } from '../catalog/catalog.js'
import { objectById } from '../catalog/catalog.js'
import { pathOf } from './draft.js'
import type { Draft } from './draft.js'
import type { DraftWorld } from './draft-world.js'
import { anyRecordOf } from './record-environment.js'

/** What a writer, a default or a rule gave such a field. */
interface Given {
  /** Key of the object; undefined where only the id is known. */
  readonly object?: string
  readonly id: string
}

/**
 * Brings values that drafts were given for fields whose records may be of several objects into the lookups that keep them, and makes
 * the others blank. Where only an id is known the objects are asked whose it is: one statement per field for all drafts.
 *
 * Problems: `field.wrong_object`, `field.unknown_record`.
 */
export async function settleAnyRecords(world: DraftWorld, drafts: readonly Draft[]): Promise<void> {
  for (const field of world.object.fields) {
    const { members } = field
    if (members === undefined) continue
    const open = drafts.flatMap((draft) => {
      const given = draft.after.get(field.id)
      draft.after.delete(field.id)
      return given === undefined ? [] : [{ draft, given: given as Given | null }]
    })
    if (open.length === 0) continue
    const unnamed = open.flatMap(({ given }) => (given === null || given.object !== undefined ? [] : [given.id]))
    const owners = await ownersOf(world, members, [...new Set(unnamed)])
    for (const { draft, given } of open) settle(world, draft, field, members, given, owners)
  }
}

function settle(
  world: DraftWorld,
  draft: Draft,
  field: CatalogField,
  members: readonly CatalogField[],
  given: Given | null,
  owners: ReadonlyMap<string, string>,
): void {
  const target =
    given?.object === undefined ? owners.get(given?.id ?? '') : world.catalog.objectsByKey.get(given.object)?.id
  const member = members.find((one) => one.target === target)
  for (const { id } of members) draft.after.set(id, given !== null && id === member?.id ? given.id : null)
  if (given === null || member !== undefined) return
  const { object } = given
  draft.problems.push(
    object === undefined
      ? makeFieldProblem(pathOf(draft, field.key), 'field.unknown_record', { label: field.label })
      : makeFieldProblem(pathOf(draft, field.key), 'field.wrong_object', { label: field.label, object }),
  )
}

/** Ids of the objects that records are of, by record. */
async function ownersOf(
  { db, catalog }: DraftWorld,
  members: readonly CatalogField[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const asked = members.map(
    ({ target = '' }, at) =>
      `SELECT id, ${at} AS at FROM ${objectById(catalog, target).table} WHERE id = ANY($1::uuid[])`,
  )
  const { rows } = await db.query<{ id: string; at: number }>(asked.join(' UNION ALL '), [ids])
  return new Map(rows.map(({ id, at }) => [id, members[at]?.target ?? '']))
}

/** What a field holds, of whichever kind: of one whose record may be of several objects the id of that. */
export const heldValue = (values: Draft['after'], { id, members }: CatalogField): WireValue =>
  members === undefined ? (values.get(id) ?? null) : anyRecordOf(values, members)
