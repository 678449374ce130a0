import type { Decimal } from 'decimal.js'
import type { ArithmeticRule } from '../check/typed-node.js'
import type { RuntimeValue } from '../types/runtime-value.js'
import { dateOfDayNumber, dayNumberOf, FIRST_INSTANT_MS, LAST_INSTANT_MS } from './date-text.js'
import { divide, Exact, power } from './decimal.js'

type Operator = '+' | '-' | '*' | '/' | '^'

/** Durations are whole milliseconds below this magnitude; larger ones are blank. */
export const DURATION_LIMIT_MS = 1e15

/** The operation behind an operator; operands are not blank, the result is blank where it does not exist. */
export function arithmeticOf(
  rule: ArithmeticRule,
  operator: Operator,
): (a: RuntimeValue, b: RuntimeValue) => RuntimeValue {
  const sign = operator === '-' ? -1 : 1
  switch (rule) {
    case 'number':
      return numberOperation(operator)
    case 'date and days':
      return (date, days) => addDays(date as string, days as Decimal, sign)
    case 'dates':
      return (a, b) => new Exact(dayNumberOf(a as string) - dayNumberOf(b as string))
    case 'datetime and duration':
      return (instant, duration) => withinInstants((instant as number) + sign * (duration as number))
    case 'datetimes':
      return (a, b) => (a as number) - (b as number)
    case 'durations':
      return (a, b) => withinDurations((a as number) + sign * (b as number))
    case 'ratio of durations':
      return (a, b) => divide(new Exact(a as number), new Exact(b as number))
  }
}

function numberOperation(operator: Operator): (a: RuntimeValue, b: RuntimeValue) => RuntimeValue {
  const operations: Readonly<Record<Operator, (a: Decimal, b: Decimal) => RuntimeValue>> = {
    '+': (a, b) => a.plus(b),
    '-': (a, b) => a.minus(b),
    '*': (a, b) => a.times(b),
    '/': divide,
    '^': power,
  }
  const operation = operations[operator]
  return (a, b) => operation(a as Decimal, b as Decimal)
}

/** `days` has left arithmetic; a fraction of a day is dropped downwards: "2026-01-01" - 0.5 is the day before. */
function addDays(date: string, days: Decimal, sign: number): string | null {
  const whole = (sign < 0 ? days.neg() : days).floor()
  return whole.abs().gt(4_000_000) ? null : dateOfDayNumber(dayNumberOf(date) + whole.toNumber())
}

function withinInstants(instant: number): number | null {
  return instant >= FIRST_INSTANT_MS && instant <= LAST_INSTANT_MS ? instant : null
}

function withinDurations(duration: number): number | null {
  return Math.abs(duration) < DURATION_LIMIT_MS ? (duration === 0 ? 0 : duration) : null
}
