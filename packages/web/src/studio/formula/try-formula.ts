import type { Expression, WireValue } from '@tessera/formula'
import { records } from '@/api/records'
import { useSession } from '@/app/session'
import { evaluator, type EvaluationWorld, type PlainRecord } from '@/formula/evaluate'
import { useEvaluationWorld } from '@/formula/use-evaluation-world'
import type { ObjectModel } from '@/model/objects'
import { useWorkspace } from '@/model/workspace'
import { neededPaths } from './needed-paths'

/** The world of this moment with the objects of a draft, for trying formulas that are not published yet. */
export function draftWorld(
  objects: ReadonlyMap<string, ObjectModel>,
  linked?: EvaluationWorld['linked'],
): EvaluationWorld {
  const world = useEvaluationWorld()
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
  const linked = (key: string, other: string): PlainRecord | undefined =>
    key === 'user' && other === myId ? (person as PlainRecord | undefined) : undefined
  const record: PlainRecord = values
  return evaluator(expression)({ values: record, before: record }, draftWorld(objects, linked))
}
