/** A task as the lists of tasks need it. */
export interface TaskRow {
  readonly id: string
  readonly version: number
  readonly subject: string | null
  /** yyyy-MM-dd */
  readonly dueOn: string | null
  readonly priority: string | null
  readonly status: string | null
  readonly note: string | null
  readonly relatedObject: string | null
  readonly relatedRecord: string | null
}

export type GroupKey = 'overdue' | 'today' | 'week' | 'later' | 'undated'

export const groupKeys: readonly GroupKey[] = ['overdue', 'today', 'week', 'later', 'undated']

/** Where a task stands, seen from a day (yyyy-MM-dd); the week ends on Sunday. */
export function groupOf(dueOn: string | null, today: string): GroupKey {
  if (dueOn === null) return 'undated'
  if (dueOn < today) return 'overdue'
  if (dueOn === today) return 'today'
  return dueOn <= endOfWeek(today) ? 'week' : 'later'
}

function endOfWeek(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  const untilSunday = (7 - date.getUTCDay()) % 7
  date.setUTCDate(date.getUTCDate() + untilSunday)
  return date.toISOString().slice(0, 10)
}

/** The day now in a time zone: yyyy-MM-dd. */
export function todayIn(timeZone: string, now: Date = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)
}

/** Tasks by group, in the order of the groups; empty groups are left out. */
export function groupTasks(
  tasks: readonly TaskRow[],
  today: string,
): readonly { readonly key: GroupKey; readonly tasks: readonly TaskRow[] }[] {
  return groupKeys
    .map((key) => ({ key, tasks: tasks.filter(({ dueOn }) => groupOf(dueOn, today) === key) }))
    .filter(({ tasks: found }) => found.length > 0)
}
