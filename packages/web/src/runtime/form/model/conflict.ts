import type { HistoryEntry } from '@tessera/metadata'
import type { PlainRecord } from '@/formula/evaluate'
import type { FieldModel } from '@/model/objects'
import { sameWritten } from './values'

/** Who changed a field last, and when. */
export interface ChangedBy {
  readonly name: string
  readonly at: string
  /** The workflow, import or token that did it for them. */
  readonly through: string | undefined
}

/** A field that was changed here and by somebody else meanwhile, to different values. */
export interface FieldConflict {
  readonly field: FieldModel
  readonly before: unknown
  readonly mine: unknown
  readonly theirs: unknown
  readonly by: ChangedBy | undefined
}

export interface Merge {
  /** Somebody has to choose. */
  readonly conflicts: readonly FieldConflict[]
  /** Changed by others alone: their value is simply taken over. */
  readonly taken: readonly FieldConflict[]
  /** Changed here alone, or to the same value: what is still to be saved. */
  readonly mine: Readonly<Record<string, unknown>>
}

/**
 * Puts the changes of this form beside those somebody else saved meanwhile.
 *
 * @param mine values to save by field key, as written
 * @param base the record when typing began
 * @param theirs the record as it is now
 */
export function mergeChanges(
  fields: readonly FieldModel[],
  mine: Readonly<Record<string, unknown>>,
  base: PlainRecord,
  theirs: PlainRecord,
  by: ReadonlyMap<string, ChangedBy> = new Map(),
): Merge {
  const conflicts: FieldConflict[] = []
  const taken: FieldConflict[] = []
  const open: Record<string, unknown> = {}
  for (const field of fields) {
    if (!field.isWritable) continue
    const { key } = field
    const isMine = key in mine
    const isTheirs = !sameWritten(base[key], theirs[key])
    const one = { field, before: base[key], mine: mine[key], theirs: theirs[key], by: by.get(key) }
    if (isMine && sameWritten(mine[key], theirs[key])) continue
    if (isMine && isTheirs) conflicts.push(one)
    else if (isMine) open[key] = mine[key]
    else if (isTheirs) taken.push(one)
  }
  return { conflicts, taken, mine: open }
}

/** Who changed which field since a version, the last one of each; `history` is newest first. */
export function changedSince(history: readonly HistoryEntry[], version: number): ReadonlyMap<string, ChangedBy> {
  const found = new Map<string, ChangedBy>()
  for (const entry of history) {
    if (entry.version <= version) break
    const through = entry.through.kind === 'person' ? undefined : entry.through.title
    for (const { field } of entry.changes)
      if (!found.has(field)) found.set(field, { name: entry.by?.title ?? '', at: entry.at, through })
  }
  return found
}
