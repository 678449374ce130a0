import { compile } from '@tessera/formula'
import { referencePlaces, type WorkflowDocument } from '@tessera/metadata'
import { formulaScope } from '@/formula/scope'
import type { FlowWorld } from '../flow-world'
import { recordLiterals } from './formula-words'

export interface NamedRecord {
  /** Key of its object. */
  readonly object: string
  readonly id: string
}

/** Records that formulas of a flow name by id, so that their titles can be read. */
export function namedRecords(flow: WorkflowDocument, { objects }: Pick<FlowWorld, 'objects'>): readonly NamedRecord[] {
  const places = referencePlaces(flow as unknown as Parameters<typeof referencePlaces>[0])
  const found = places.flatMap(({ rule, value, root, owners }): readonly NamedRecord[] => {
    if (rule.holds !== 'formula' || !value.includes('-') || root === undefined || !('name' in root)) return []
    if (!objects.has(root.name)) return []
    const { expression } = compile(value, formulaScope(objects, root.name, { me: true, old: true }))
    const typed = expression === undefined ? [] : recordLiterals(expression.tree)
    // A value that is nothing but an id is of the object that the field beside it points to.
    const alone = /^"([0-9a-f-]{36})"$/.exec(value.trim())?.[1]
    const target = alone === undefined ? undefined : fieldTarget(owners, flow, objects)
    return [
      ...typed.map(({ object, id }) => ({ object: keyOf(objects, object), id })),
      ...(alone === undefined || target === undefined ? [] : [{ object: target, id: alone }]),
    ]
  })
  return found.filter(({ object, id }, at) => found.findIndex((one) => one.id === id && one.object === object) === at)
}

function keyOf(objects: FlowWorld['objects'], id: string): string {
  return [...objects.values()].find((object) => object.id === id)?.key ?? id
}

function fieldTarget(
  owners: readonly Readonly<Record<string, unknown>>[],
  flow: WorkflowDocument,
  objects: FlowWorld['objects'],
): string | undefined {
  const [, , config] = owners
  const field = owners.at(-1)?.field
  const object = typeof config?.object === 'string' ? config.object : flow.object
  if (typeof field !== 'string') return 'user'
  const found = objects.get(object ?? '')?.fieldsByKey.get(field)
  return found?.links ?? found?.target
}
