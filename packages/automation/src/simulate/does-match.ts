import type { Catalog, RunSnapshot } from '@tessera/engine'
import { isEqualJson } from '@tessera/metadata'
import type { AutomationContext } from '../automation-context.js'
import type { Graph } from '../core/graph.js'
import { fieldOf, objectOf } from '../evaluate/names.js'

/**
 * Would the trigger start the workflow? A change must touch a watched field and make the condition true; where nothing is
 * changed (a record as it is), the condition alone counts.
 */
export async function doesMatch(
  { engine }: Pick<AutomationContext, 'engine'>,
  catalog: Catalog,
  { object: name, trigger }: Graph,
  snapshot: RunSnapshot,
  me: string,
): Promise<boolean> {
  const object = name === undefined ? undefined : objectOf(catalog, name)
  const { before, after } = snapshot
  const isChange = before !== null && !isEqualJson(before, after)
  const watched = (trigger.watch ?? []).flatMap((field) =>
    object === undefined ? [] : (fieldOf(object, field)?.id ?? []),
  )
  if (isChange && watched.length > 0 && watched.every((id) => isEqualJson(before[id] ?? null, after?.[id] ?? null))) {
    return false
  }
  if (trigger.when === undefined) return true
  const { expression } = engine.automation.compile(catalog, object?.id, trigger.when, { type: 'boolean' })
  if (expression === undefined) return false
  const snapshots = [snapshot, { before, after: before }]
  const input = { object: object?.id, snapshots, expressions: [expression], me }
  const [now, then] = await engine.automation.evaluate(catalog.workspace.key, input)
  const holds = now?.[0] === true
  return trigger.type === 'recordChanged' && isChange ? holds && then?.[0] !== true : holds
}
