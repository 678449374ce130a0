/** A unit of time, in the singular. */
export type Unit = 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second'

const units: readonly Unit[] = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second']

/** Units of the calendar, plural and singular, as a function takes them for dates. */
export const calendarUnits: readonly string[] = spell(['year', 'quarter', 'month', 'week', 'day'])

/** Units with a fixed length, as a duration takes them. */
export const clockUnits: readonly string[] = spell(['week', 'day', 'hour', 'minute', 'second'])

/** All units. */
export const allUnits: readonly string[] = spell(units)

/** Milliseconds of the units with a fixed length. */
export const unitMs: Readonly<Partial<Record<Unit, number>>> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1_000,
}

/** Months of the units that are counted in months. */
export const unitMonths: Readonly<Partial<Record<Unit, number>>> = { year: 12, quarter: 3, month: 1 }

/** The unit behind a spelling: `Months` and `month` are `month`. The checker lets nothing else through; that is `day`. */
export function unitOf(spelling: unknown): Unit {
  const singular = String(spelling).toLowerCase().replace(/s$/, '')
  return units.find((unit) => unit === singular) ?? 'day'
}

function spell(names: readonly Unit[]): readonly string[] {
  return names.flatMap((name) => [`${name}s`, name])
}
