import type { Calendar, Expression, WireValue } from '@tessera/formula'
import type { CalendarSetting } from '@tessera/metadata'
import { records } from '@/api/records'
import { useSession } from '@/app/session'
import { evaluator, type EvaluationWorld, type PlainRecord } from '@/formula/evaluate'
import type { ObjectModel } from '@/model/objects'
import { useWorkspace } from '@/model/workspace'
import { neededPaths } from './needed-paths'

/** The world formulas are tried in: the person at the screen, the workspace's zone and calendar, this moment. */
export function tryWorld(
  objects: ReadonlyMap<string, ObjectModel>,
  linked: EvaluationWorld['linked'],
): EvaluationWorld {
  const { me } = useSession()
  const timeZone = me?.workspace.timeZone ?? 'Asia/Shanghai'
  const now = Date.now()
  // The Swedish way of writing dates is ISO's.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now)
  const calendar = useWorkspace().settings.find((setting): setting is CalendarSetting => setting.key === 'calendar')
  const days: Calendar = {
    weekend: calendar?.weekend ?? [6, 7],
    holidays: calendar?.holidays ?? [],
    workdays: calendar?.workdays ?? [],
  }
  return { objects, me: me?.user.id ?? null, now, today, timeZone, calendar: days, linked }
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
  return evaluator(expression)({ values: record, before: record }, tryWorld(objects, linked))
}
