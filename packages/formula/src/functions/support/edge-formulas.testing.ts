import { functions } from '../index.gen.js'

/** Formulas over the edge values: every function that computes, each with the arguments that are hard for it. */

const units = ['years', 'quarter', 'months', 'week', 'days', 'hours', 'minute', 'seconds']

function formatsOf(kind: 'number' | 'date' | 'datetime' | 'time'): readonly string[] {
  const overloads = functions.find(({ name }) => name === 'TEXT')?.overloads ?? []
  const [, format] = overloads.find(({ args }) => args[0] === kind)?.args ?? []
  return typeof format === 'object' ? format.oneOf : []
}

function formatted(kind: 'number' | 'date' | 'datetime' | 'time', value: string): readonly string[] {
  return formatsOf(kind).map((format) => `TEXT(${value}, "${format}")`)
}

const numbers = ['n1', 'n2', 'n1 / 7', '-n1'].flatMap((value) =>
  ['ROUND', 'ROUNDUP', 'ROUNDDOWN', 'CEILING', 'FLOOR', 'INT', 'ABS', 'SIGN', 'SQRT', 'RMBUPPER'].map(
    (name) => `${name}(${value})`,
  ),
)

const calendar = ['YEAR', 'MONTH', 'DAY', 'QUARTER', 'WEEKDAY', 'WEEKNUM'].flatMap((name) => [
  `${name}(d1)`,
  `${name}(dt1)`,
])

const clock = ['HOUR', 'MINUTE', 'SECOND', 'DATE', 'TIME'].map((name) => `${name}(dt1)`)

const instants = units.flatMap((unit) => [
  `DATEADD(dt1, n1, "${unit}")`,
  `DATEADD(dt1, n2, "${unit}")`,
  `DATEADD(dt1, 100000000000000, "${unit}")`,
  `DATEADD(dt1, -1000000000, "${unit}")`,
  `DATEDIF(dt1, dt2, "${unit}")`,
  `DATEDIF(d1, d2, "${unit}")`,
  `STARTOF(dt1, "${unit}")`,
  `ENDOF(dt1, "${unit}")`,
])

const dates = units
  .slice(0, 5)
  .flatMap((unit) => [
    `DATEADD(d1, n1, "${unit}")`,
    `DATEADD(d1, n2, "${unit}")`,
    `DATEADD(d1, 999999999999999, "${unit}")`,
    `DATEDIF(d1, DATEADD(d1, n3, "${unit}"), "${unit}")`,
    `STARTOF(d1, "${unit}")`,
    `ENDOF(d1, "${unit}")`,
  ])

const durations = units.slice(3).flatMap((unit) => [`DURATION(n1, "${unit}")`, `dt1 + DURATION(n2, "${unit}")`])

const others = String.raw`
  RMBUPPER(n2 / 100) | RMBUPPER(n1 + n2) | ROUND(n1, n3) | ROUNDUP(n1, n3) | ROUNDDOWN(n1, n3) | ROUND(n1, n2) | ROUNDUP(n1, n2)
  ROUNDUP(n1 / 3, 10) | ROUNDUP(n1, -20) | CEILING(n1, n2) | FLOOR(n1, n2) | MOD(n1, n2) | MOD(n1, 0.7) | POWER(n2, n3)
  POWER(n1, n3) | POWER(n1, -100) | POWER(n2, n1) | AVERAGE(n1, n2, n3) | SUM(n1, n2) | SUM(ln) | AVERAGE(ln) | MAX(ln)
  MIN(ln) | MIN(d1, d2) | MAX(dt1, dt2) | MAX(tm1, tm2)
  DATE(n1, n2, n3) | DATE(n3, n3, n3) | DATE(n2, n3, n1) | DATE(2024, n1, n2) | DATE(2024, n2, 1) | DATE(t1) | DATE("2023-02-29")
  DATETIME(d1, tm1) | DATETIME(d1) | TIME(n3, n2) | TIME(n3, n3, n2) | WORKDAYS(d1, d2) | WORKDAYS(d2, "2024-02-10") | WORKDAYS(d1, d1)
  LEN(t1) | LEFT(t1, n3) | LEFT(t1, n2) | RIGHT(t1, n3) | RIGHT(t1, n2) | MID(t1, n3, n2) | MID(t1, 2, n3) | MID(t1, n2, 1000000)
  FIND(t2, t1) | FIND("a", t1, n3) | FIND(t2, t1, n3) | FIND(LEFT(t2, 1), t1, 2)
  CONTAINS(t1, LEFT(t2, 1)) | CONTAINS(t1, "%") | CONTAINS(t1, "\") | STARTSWITH(t1, LEFT(t1, 2)) | STARTSWITH(t1, "_")
  ENDSWITH(t1, RIGHT(t1, 2)) | ENDSWITH(t1, "\") | not CONTAINS(t2, "a") | LIKE(t1, t2) | LIKE(t1, "%" & t2 & "%") | LIKE(t1, "%a%_%")
  LIKE(t1, "%\") | LIKE(t1, "%") | LIKE(t1, "_") | not LIKE(t1, "a%")
  REPLACE(t1, n3, n2, t2) | REPLACE(t1, 1, n3, t1) | SUBSTITUTE(t1, "a", t2) | SUBSTITUTE(t1, LEFT(t1, 1), t1) | SUBSTITUTE(t1, t2, "")
  SUBSTITUTE(t1, "a", "b", n3) | SUBSTITUTE(t1, LEFT(t1, 1), t2, 2) | SUBSTITUTE(t1, "aa", "a") | SUBSTITUTE(t1, "", "b", n3)
  SUBSTITUTE(t1, t2, t2, n2) | UPPER(t1) | LOWER(t1) | UPPER(LOWER(t1)) | TRIM(t1) | DISTANCE(ln, n1, n2) | DISTANCE([n1, n2], n2, n3) | DISTANCE([n1 / 10, n2 / 10], ln) | PLAINTEXT("<p>" & t1 & "</p>" & t2) | NUMBER(t1) | NUMBER(t2) | NUMBER("12abc")
  JOIN(SPLIT(t1, LEFT(t2, 1)), t2) | JOIN(SPLIT(t1, "a"), t1) | SPLIT(t1, "a") | SPLIT(t1, ",") | JOIN(ln, t2) | JOIN(lt, t1) | JOIN(lo)
  REPT(t1, n3) | REPT(t2, n2) | REPT(t1, 33) | ISMOBILE(t1) | ISUSCC(t1) | ISIDCARD(t1) | IDBIRTHDAY(t1) | IDGENDER(t1)
  ISUSCC(TRIM(t1 & t2)) | UNIQUE(ln) | UNIQUE(SPLIT(t1, "")) | LAST(lt) | FIRST(lo) | COUNT(lo) | HAS(lt, t2) | HAS(lo, "won") | HAS(lo, o1)
  HAS(ln, n3) | HAS(lr, r1) | CONTAINSANY(lo, ["won", "lost"]) | CONTAINSANY(lt, SPLIT(t1, ",")) | CONTAINSALL(lo, ["won", "lost"]) | CONTAINSALL(lt, SPLIT(t1, ","))`

export const edgeFormulas: readonly string[] = [
  ...numbers,
  ...formatted('number', 'n1'),
  ...formatted('number', 'n2 / 100'),
  ...formatted('date', 'd1'),
  ...formatted('datetime', 'dt1'),
  ...formatted('time', 'tm1'),
  ...calendar,
  ...clock,
  ...instants,
  ...dates,
  ...durations,
  ...others.split(/ \| |\n/).flatMap((text) => (text.trim() === '' ? [] : [text.trim()])),
]
