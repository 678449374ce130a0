import type { WireValue } from '@tessera/formula'
import type { CatalogObject } from '@tessera/engine'
import { isEqualJson } from '@tessera/metadata'
import { actorOf, type Party } from '../execute/party.js'
import type { Share } from '../execute/write-records.js'
import { valuesByKey } from '../runs/values-by-key.js'

/** Takes the write back when everything has been checked and written. */
class TakenBack extends Error {
  constructor(readonly ids: readonly string[]) {
    super('rehearsed')
  }
}

/** Writes and takes it back: gives the ids the records had, or throws what the write is refused with. */
export async function tryWrite(party: Party, { object, create, update }: Share): Promise<readonly string[]> {
  if (create.length + update.length === 0) return []
  try {
    await party.context.engine.records.batch(
      actorOf(party),
      object.key,
      { create, update },
      {
        alongside: async (_, ids) => {
          throw new TakenBack(ids)
        },
      },
    )
  } catch (error) {
    if (error instanceof TakenBack) return error.ids
    throw error
  }
  return []
}

export interface FieldChange {
  readonly id: string
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

/** What an update would change: values before and after, by field key. */
export async function changesOf(
  { context, workspace }: Pick<Party, 'context' | 'workspace'>,
  { object, update }: Share,
): Promise<readonly FieldChange[]> {
  if (update.length === 0) return []
  const now = await context.engine.automation.snapshots(
    workspace,
    object.id,
    update.map(({ id }) => id),
  )
  return update.flatMap(({ id, ...values }) => {
    const before = valuesByKey(object, now.get(id)?.after ?? {})
    return Object.entries(values).flatMap(([field, to]) => {
      const from = before[field] ?? emptyOf(object, field)
      return isEqualJson(from, to) ? [] : [{ id, field, from, to }]
    })
  })
}

const emptyOf = (object: CatalogObject, key: string): WireValue =>
  object.fieldsByKey.get(key)?.definition.emptyValue ?? null
