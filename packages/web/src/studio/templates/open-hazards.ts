import type { Plan } from '@tessera/metadata'

/** What stands in the way of a plan: hazards that block, and warnings nobody has accepted yet. */
export function openHazards(
  plan: Plan | undefined,
  accepted: ReadonlySet<string>,
): { readonly blocks: number; readonly open: number } {
  const hazards = plan?.hazards ?? []
  return {
    blocks: hazards.filter(({ severity }) => severity === 'block').length,
    open: hazards.filter(({ severity, id }) => severity === 'warn' && !accepted.has(id)).length,
  }
}
