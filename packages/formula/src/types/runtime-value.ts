import type { Decimal } from 'decimal.js'

/**
 * A value while an expression runs in JavaScript. Blank is `null` for every type.
 *
 * number → Decimal (unrounded inside arithmetic) · text → non-empty NFC string · boolean → true/false ·
 * date → 'yyyy-MM-dd' · datetime → epoch milliseconds (UTC) · time → 'HH:mm:ss' · duration → whole milliseconds ·
 * option → its key · record, of whatever object → its id · list → non-empty array.
 */
export type RuntimeValue = Decimal | string | number | boolean | null | readonly RuntimeValue[]

/** A value as the record API carries it: JSON; datetimes as ISO text with milliseconds and Z, lookups as id or {id, title}. */
export type WireValue = string | number | boolean | null | readonly WireValue[] | { readonly id: string }

/** What an expression may read besides the record: bound once per request or statement. */
export interface Environment {
  /**
   * Wire value of a path from the root record; `old` is the record before the change. With `me` the path starts at the
   * acting user's record (`me.department`).
   */
  get(path: FieldPath, version: PathVersion): WireValue | undefined
  /** Title of a record, for TITLE(); null when unknown. */
  title(object: string, id: string): string | null
  /** True when `id` is `ancestor` or below it in the tree of `object`. */
  isUnder(object: string, id: string, ancestor: string): boolean
  /** Id of the acting user, null for nobody. */
  readonly me: string | null
  /** Epoch milliseconds of the request. */
  readonly now: number
  /** Today in the workspace's zone, 'yyyy-MM-dd'. */
  readonly today: string
  /** IANA name, for example 'Asia/Shanghai'. */
  readonly timeZone: string
  readonly calendar: Calendar
}

/** Working days: ISO weekdays off (6 = Saturday), extra holidays, and weekend days that are worked. */
export interface Calendar {
  readonly weekend: readonly number[]
  readonly holidays: readonly string[]
  readonly workdays: readonly string[]
}

/** Where a path starts: the record, the record before the change, the acting user. */
export type PathVersion = 'current' | 'old' | 'me'

/** Steps from the root object over lookups to a field; all resolved. */
export type FieldPath = readonly PathStep[]

export interface PathStep {
  /** Id of the object the step stands on. */
  readonly object: string
  /** Id of the field. */
  readonly field: string
  readonly key: string
  /** Of a step that `AS` narrows to the records of one object: the field as documents have it. */
  readonly of?: string
}
