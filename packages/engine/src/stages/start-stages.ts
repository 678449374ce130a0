import type { DraftWorld } from '../records/draft-world.js'
import type { Draft } from '../records/draft.js'
import type { PathReader } from '../records/path-values.js'
import { loadConditions, setOf, setsByField } from './stage-sets.js'

/** New records for which nobody says a stage begin at the first one of the set that counts for them; a default of the field goes first. */
export async function startStages(world: DraftWorld, drafts: readonly Draft[], paths: PathReader): Promise<void> {
  for (const [field, sets] of setsByField(world.object)) {
    if (field.default !== undefined) continue
    const open = drafts.filter((draft) => draft.op === 'create' && !draft.sent.has(field.id))
    await loadConditions(world, open, sets, paths)
    for (const draft of open) {
      const first = setOf(world, draft, sets, paths)?.steps[0]
      if (first !== undefined) draft.after.set(field.id, first.key)
    }
  }
}
