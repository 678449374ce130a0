import { isLinked } from '@tessera/blocks/web'
import type { Expression, TreeUse, WireValue } from '@tessera/formula'
import { records } from '@/api/records'
import { useSession } from '@/app/session'
import { evaluator, type EvaluationWorld, type PlainRecord } from '@/formula/evaluate'
import { LinkedRecords } from '@/formula/linked-records'
import { objectTypes } from '@/formula/object-types'
import { useEvaluationWorld } from '@/formula/use-evaluation-world'
import type { ObjectModel } from '@/model/objects'
import { useWorkspace } from '@/model/workspace'
import { neededPaths } from './needed-paths'

/** The world of this moment with the objects of a draft, for trying formulas that are not published yet. */
export function draftWorld(
  objects: ReadonlyMap<string, ObjectModel>,
  linked?: EvaluationWorld['linked'],
  others?: LinkedRecords,
): EvaluationWorld {
  const world = useEvaluationWorld(others)
  return { ...world, objects, ...(linked === undefined ? {} : { linked }) }
}

/**
 * The value of an expression for a record as it is stored now; `old` is the same record, since nothing changes. Reads only
 * what the expression needs.
 */
export async function tryFormula(
  expression: Expression,
  objects: ReadonlyMap<string, ObjectModel>,
  object: string,
  id: string,
): Promise<WireValue> {
  const needed = neededPaths(expression, objects, useWorkspace().objects)
  const myId = useSession().me?.user.id
  const [values, person] = await Promise.all([
    needed.record.length === 0 ? { id } : records.get(object, id, needed.record),
    needed.me.length === 0 || myId === undefined ? undefined : records.get('user', myId, needed.me),
  ])
  const others = new LinkedRecords()
  const linked = (key: string, other: string): PlainRecord | undefined =>
    key === 'user' && other === myId ? (person as PlainRecord | undefined) : others.get(key, other)
  const record: PlainRecord = values
  for (const { at, object: key, below } of needed.narrowed) {
    const value = valueAt(record, at)
    if (isLinked(value) && value.object === key) await others.need(key, value.id, [below])
  }
  const world = draftWorld(objects, linked, others)
  await Promise.all(needed.trees.map((use) => readPlace(use, record, world, others)))
  return evaluator(expression)({ values: record, before: record }, world)
}

/** The value at the end of a path of keys. */
const valueAt = (record: PlainRecord, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? (at as PlainRecord)[key] : undefined),
      record,
    )

/** Reads what is above the record whose place in a tree is asked for. */
async function readPlace(
  use: TreeUse,
  record: PlainRecord,
  world: EvaluationWorld,
  others: LinkedRecords,
): Promise<void> {
  const object = objectTypes(world.objects).object(use.object)
  const asked = evaluator(use.record)({ values: record, before: record }, world)
  const own = object?.tree === undefined ? undefined : record[object.tree.key]
  for (const one of [asked, own]) {
    const id = isLinked(one) ? one.id : one
    if (object?.tree !== undefined && typeof id === 'string') await others.needAbove(object.key, id, object.tree.key)
  }
}
