import { localTime } from '../../evaluate/zone.js'
import { join, raw, sql } from '../../sql/fragment.js'
import type { SqlFragment } from '../../types/sql-fragment.js'
import { civilDateOf } from './civil-date.js'
import { DAY_MS } from './wall-clock.js'

/** The closed tables of formats of TEXT(date, format), TEXT(datetime, format) and TEXT(time, format). */
export const dateFormats: readonly string[] = [
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'yyyy.MM.dd',
  'yyyyMMdd',
  'yyyy/M/d',
  'yyyy-MM',
  'yyyy/MM',
  'yyyyMM',
  'yyyy',
  'MM',
  'dd',
  'MM-dd',
  'MM/dd',
  'M/d',
  'dd.MM.yyyy',
  'yyyy年',
  'yyyy年M月',
  'yyyy年MM月',
  'yyyy年M月d日',
  'yyyy年MM月dd日',
  'M月d日',
]

export const timeFormats: readonly string[] = ['HH:mm', 'HH:mm:ss', 'H:mm', 'HHmm', 'HH时mm分']

export const dateTimeFormats: readonly string[] = [
  ...dateFormats,
  ...timeFormats,
  'yyyy-MM-dd HH:mm',
  'yyyy-MM-dd HH:mm:ss',
  'yyyy/MM/dd HH:mm',
  'yyyy/MM/dd HH:mm:ss',
  'yyyy-MM-ddTHH:mm:ss',
  'yyyyMMddHHmm',
  'yyyyMMddHHmmss',
  'MM-dd HH:mm',
  'M月d日 HH:mm',
  'yyyy年M月d日 HH:mm',
]

/** Letters of a format: a run of one of these is a part, anything else stands for itself. */
const parts = /y+|M+|d+|H+|m+|s+/g

const partSql: Readonly<Record<string, string>> = {
  y: 'YEAR',
  M: 'MONTH',
  d: 'DAY',
  H: 'HOUR',
  m: 'MINUTE',
  s: 'SECOND',
}

/** Wall milliseconds (see wall-clock.ts) in one of the formats. */
export function formatWall(wall: number, format: string): string {
  const { year, month, day } = civilDateOf(Math.floor(wall / DAY_MS))
  const [hours, minutes, seconds] = localTime(wall).split(':').map(Number)
  const values: Readonly<Record<string, number | undefined>> = {
    y: year,
    M: month,
    d: day,
    H: hours,
    m: minutes,
    s: seconds,
  }
  return format.replace(parts, (part) => String(values[part.charAt(0)]).padStart(part.length, '0'))
}

/** The same in SQL from a `timestamp` (or `time`, for formats of times); to_char is not immutable. */
export function formatWallSql(wall: SqlFragment, format: string): SqlFragment {
  const pieces: SqlFragment[] = []
  let at = 0
  for (const match of format.matchAll(parts)) {
    if (match.index > at) pieces.push(raw(`'${format.slice(at, match.index)}'`))
    const [part] = match
    const value = sql`trunc(EXTRACT(${raw(partSql[part.charAt(0)] ?? 'YEAR')} FROM ${wall}))::text`
    // M and d are printed as they are; the others have a fixed width, which lpad would also cut to, but never has to.
    pieces.push(part.length === 1 ? value : sql`lpad(${value}, ${raw(String(part.length))}, '0')`)
    at = match.index + part.length
  }
  if (at < format.length) pieces.push(raw(`'${format.slice(at)}'`))
  return sql`(${join(pieces, ' || ')})`
}
