import { evaluate } from '@tessera/formula'
import type { Environment, Expression, FieldPath, WireValue } from '@tessera/formula'
import { fieldById } from '../catalog/catalog.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import type { RuntimeValues } from '../storage/statement.js'
import type { Values } from './draft.js'
import { isBelow } from './is-below.js'
import { linkedIds } from './link-order.js'
import type { PathValues } from './path-values.js'

/** The record an expression is evaluated on: both its states. */
export interface EvaluatedRecord {
  readonly object: CatalogObject
  readonly before: Values
  readonly after: Values
  /** What is being written, while it is: values of the system that lie in no column yet. */
  readonly write?: WriteStamp
}

/** Which record is written, when and by whom. */
export interface WriteStamp {
  readonly id: string
  /** 0 for a new record. */
  readonly version: number
  readonly at: string
  readonly by: string | null
}

/** A stored value of a record in one of its states; of the system's fields too. */
export function storedValue(record: EvaluatedRecord, field: CatalogField, state: 'before' | 'after'): WireValue {
  const { write } = record
  if (field.members !== undefined) return anyRecordOf(record[state], field.members)
  if (write !== undefined && field.system && field.key !== 'owner') {
    const isNew = write.version === 0
    if (isNew && state === 'before') return null
    if (field.key === 'id') return write.id
    if (field.key === 'version') return state === 'after' ? write.version + 1 : write.version
    if (field.key.endsWith('At') && writesStamp(field, isNew, state)) return write.at
    if (field.key.endsWith('By') && writesStamp(field, isNew, state)) return write.by
  }
  return record[state].get(field.id) ?? null
}

/** Id of the record that a field holds whose records may be of several objects. */
export function anyRecordOf(values: Values, members: readonly CatalogField[]): WireValue {
  for (const { id } of members) {
    const value = values.get(id)
    if (typeof value === 'string') return value
  }
  return null
}

/** Who created a record and when is written once, who changed it and when every time. */
function writesStamp({ key }: CatalogField, isNew: boolean, state: 'before' | 'after'): boolean {
  return state === 'after' && (key.startsWith('updated') || (isNew && key.startsWith('created')))
}

const compiled = new WeakMap<Expression, (env: Environment) => WireValue>()

/** Evaluates an expression; it is turned into a closure once per catalog. */
export function evaluateOn(expression: Expression, env: Environment): WireValue {
  let run = compiled.get(expression)
  if (run === undefined) {
    run = evaluate(expression)
    compiled.set(expression, run)
  }
  return run(env)
}

/**
 * The world an expression about one record sees in the pipeline: stored values from the draft, formulas of the record
 * evaluated on the fly, anything over a lookup from `paths` (read before, in one statement per relation).
 */
export function recordEnvironment(record: EvaluatedRecord, paths: PathValues, runtime: RuntimeValues): Environment {
  const env: Environment = {
    get: (path, version) => (version === 'me' ? paths.me(path) : read(path, version === 'old' ? 'before' : 'after')),
    title: (object, id) => paths.title(object, id),
    isUnder: (object, id, ancestor) => under(object, id, ancestor, 'after'),
    me: runtime.me,
    now: runtime.now,
    today: runtime.today,
    timeZone: runtime.timeZone,
    calendar: { weekend: runtime.weekend, holidays: runtime.holidays, workdays: runtime.workdays },
  }
  const read = (path: FieldPath, state: 'before' | 'after'): WireValue | undefined => {
    const [step, ...rest] = path
    if (step === undefined) return null
    const field = fieldById(record.object, step.field)
    if (rest.length === 0) return own(field, state)
    const id = own(field, state)
    if (field.links === undefined) return typeof id === 'string' ? paths.get(field, id, rest) : null
    const found = linkedIds(id).map((one) => paths.get(field, one, rest))
    const values = found.filter((value) => value !== null)
    return values.length === 0 ? null : values
  }
  /** A record that is being written lies where the write puts it, not where its row says. */
  const under = (object: string, id: string, ancestor: string, state: 'before' | 'after'): boolean => {
    const { tree } = record.object
    const self = object === record.object.id ? (record.write?.id ?? record.after.get('id')) : undefined
    const above = (at: string): string | null =>
      tree !== undefined && at === self ? textOrNull(record[state].get(tree.id)) : paths.above(object, at)
    return isBelow(id, ancestor, above)
  }
  const own = (field: CatalogField, state: 'before' | 'after'): WireValue => {
    if (field.formula === undefined) return storedValue(record, field, state)
    const inner = state === 'after' ? env : before
    return rounded(field, evaluateOn(field.formula, inner))
  }
  const before: Environment = {
    ...env,
    get: (path) => read(path, 'before'),
    isUnder: (object, id, ancestor) => under(object, id, ancestor, 'before'),
  }
  return env
}

const textOrNull = (value: WireValue | undefined): string | null => (typeof value === 'string' ? value : null)

/** A formula field gives its number with the decimals it declares, half away from zero, on the decimal digits. */
function rounded(field: CatalogField, value: WireValue): WireValue {
  if (typeof value !== 'number' || field.decimals === undefined) return value
  const digits = Math.abs(value)
  const [whole = '0', fraction = ''] = (digits < 1e-6 ? digits.toFixed(15) : String(digits)).split('.')
  if (fraction.length <= field.decimals) return value
  const kept = BigInt(whole + fraction.slice(0, field.decimals))
  const last = Number(fraction[field.decimals]) >= 5 ? kept + 1n : kept
  const text = last.toString().padStart(field.decimals + 1, '0')
  const point = text.length - field.decimals
  return Number(`${value < 0 ? '-' : ''}${text.slice(0, point)}.${text.slice(point)}`)
}
