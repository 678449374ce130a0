import type { ObjectDocument } from '@tessera/metadata'

/**
 * The stage a new record begins at when nobody says one, as the server has it: the first of the set over the field that counts;
 * undefined when the field has no stages. `holds` judges the condition of a set.
 */
export function firstStage(
  { stages = [] }: ObjectDocument,
  field: string,
  holds: (when: string) => boolean,
): string | undefined {
  const sets = stages.filter((set) => set.field === field)
  return sets.find(({ when }) => when === undefined || holds(when))?.steps[0]?.option
}
