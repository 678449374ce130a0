// Written by scripts/gen-functions.mjs; npm run gen
import { abs } from './abs.js'
import { and } from './and.js'
import { as } from './as.js'
import { average } from './average.js'
import { ceiling } from './ceiling.js'
import { changed } from './changed.js'
import { containsAll } from './contains-all.js'
import { containsAny } from './contains-any.js'
import { contains } from './contains.js'
import { count } from './count.js'
import { dateAdd } from './date-add.js'
import { dateDif } from './date-dif.js'
import { dateTime } from './date-time.js'
import { date } from './date.js'
import { day } from './day.js'
import { distance } from './distance.js'
import { duration } from './duration.js'
import { endOf } from './end-of.js'
import { endsWith } from './ends-with.js'
import { find } from './find.js'
import { first } from './first.js'
import { floor } from './floor.js'
import { has } from './has.js'
import { hour } from './hour.js'
import { idBirthday } from './id-birthday.js'
import { idGender } from './id-gender.js'
import { ifBlank } from './if-blank.js'
import { ifFunction } from './if.js'
import { ifs } from './ifs.js'
import { int } from './int.js'
import { isBlank } from './is-blank.js'
import { isIdCard } from './is-id-card.js'
import { isMobile } from './is-mobile.js'
import { isUscc } from './is-uscc.js'
import { join } from './join.js'
import { last } from './last.js'
import { left } from './left.js'
import { len } from './len.js'
import { like } from './like.js'
import { lower } from './lower.js'
import { max } from './max.js'
import { mid } from './mid.js'
import { min } from './min.js'
import { minute } from './minute.js'
import { mod } from './mod.js'
import { month } from './month.js'
import { not } from './not.js'
import { now } from './now.js'
import { number } from './number.js'
import { or } from './or.js'
import { plainText } from './plain-text.js'
import { power } from './power.js'
import { quarter } from './quarter.js'
import { recordId } from './record-id.js'
import { replace } from './replace.js'
import { rept } from './rept.js'
import { right } from './right.js'
import { rmbUpper } from './rmb-upper.js'
import { roundDown } from './round-down.js'
import { roundUp } from './round-up.js'
import { round } from './round.js'
import { second } from './second.js'
import { sign } from './sign.js'
import { split } from './split.js'
import { sqrt } from './sqrt.js'
import { startOf } from './start-of.js'
import { startsWith } from './starts-with.js'
import { substitute } from './substitute.js'
import { sum } from './sum.js'
import { switchFunction } from './switch.js'
import { text } from './text.js'
import { time } from './time.js'
import { title } from './title.js'
import { today } from './today.js'
import { trim } from './trim.js'
import { unique } from './unique.js'
import { upper } from './upper.js'
import { weekNum } from './week-num.js'
import { weekday } from './weekday.js'
import { workdays } from './workdays.js'
import { year } from './year.js'
import type { FunctionDefinition } from './define-function.js'

/** Every function of the expression language, one file each. */
export const functions: readonly FunctionDefinition[] = [
  abs,
  and,
  as,
  average,
  ceiling,
  changed,
  containsAll,
  containsAny,
  contains,
  count,
  dateAdd,
  dateDif,
  dateTime,
  date,
  day,
  distance,
  duration,
  endOf,
  endsWith,
  find,
  first,
  floor,
  has,
  hour,
  idBirthday,
  idGender,
  ifBlank,
  ifFunction,
  ifs,
  int,
  isBlank,
  isIdCard,
  isMobile,
  isUscc,
  join,
  last,
  left,
  len,
  like,
  lower,
  max,
  mid,
  min,
  minute,
  mod,
  month,
  not,
  now,
  number,
  or,
  plainText,
  power,
  quarter,
  recordId,
  replace,
  rept,
  right,
  rmbUpper,
  roundDown,
  roundUp,
  round,
  second,
  sign,
  split,
  sqrt,
  startOf,
  startsWith,
  substitute,
  sum,
  switchFunction,
  text,
  time,
  title,
  today,
  trim,
  unique,
  upper,
  weekNum,
  weekday,
  workdays,
  year,
]
