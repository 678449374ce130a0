import { evaluate } from '@tessera/formula'
import type { Calendar, Environment, Expression, FieldPath, PathVersion, WireValue } from '@tessera/formula'
import type { ObjectModel } from '@/model/objects'
import { objectTypes } from './object-types'
import { roundDecimals } from './round-decimals'

/** Values of one record by field key, as the API carries them; lookups as id, `{id, title}` or with values below. */
export type PlainRecord = Readonly<Record<string, unknown>>

/** The record a formula is about. `before` is the same record before the change, for `old` and CHANGED. */
export interface EvaluatedRecord {
  readonly values: PlainRecord
  readonly before?: PlainRecord
}

/** What a formula may read besides the record. */
export interface EvaluationWorld {
  readonly objects: ReadonlyMap<string, ObjectModel>
  /** Id of the acting person; null for nobody. */
  readonly me: string | null
  /** Epoch milliseconds by the server's clock. */
  readonly now: number
  /** Today in the workspace's zone, 'yyyy-MM-dd'. */
  readonly today: string
  readonly timeZone: string
  readonly calendar: Calendar
  /** What is known of another record (object by key), with its `title`; for lookups that carry only their id. */
  linked?(object: string, id: string): PlainRecord | undefined
  /** Ids of what is above a record in the tree of its object (by key), nearest first, as far as that was read. */
  above?(object: string, id: string): readonly string[] | undefined
}

export type Evaluator = (record: EvaluatedRecord, world: EvaluationWorld) => WireValue

const runs = new WeakMap<Expression, (env: Environment) => WireValue>()

/** The closure of an expression; made once. */
export function evaluator(expression: Expression): Evaluator {
  const run = runOf(expression)
  return (record, world) => run(new RecordEnvironment(record, world))
}

function runOf(expression: Expression): (env: Environment) => WireValue {
  let run = runs.get(expression)
  if (run === undefined) runs.set(expression, (run = evaluate(expression)))
  return run
}

/**
 * The world an expression sees in the browser: values from the record, its own formula fields evaluated on the fly, values
 * over lookups from where they were read to (`fields=customer.level`). Mirrors the engine's record environment.
 */
class RecordEnvironment implements Environment {
  readonly me: string | null
  readonly now: number
  readonly today: string
  readonly timeZone: string
  readonly calendar: Calendar
  readonly #titles = new Map<string, string | null>()
  /** Formula fields that were evaluated already, by state and id: each once, however often others read it. */
  readonly #formulas = new Map<string, WireValue>()

  constructor(
    readonly record: EvaluatedRecord,
    readonly world: EvaluationWorld,
    /** What "current" means: the record before the change while one of its formulas is read for `old`. */
    readonly current: 'values' | 'before' = 'values',
  ) {
    this.me = world.me
    this.now = world.now
    this.today = world.today
    this.timeZone = world.timeZone
    this.calendar = world.calendar
  }

  get(path: FieldPath, version: PathVersion): WireValue | undefined {
    const [step, ...rest] = path
    if (step === undefined) return null
    if (version === 'me') return this.#follow(this.#recordOf(step.object, this.me), path)
    const state = version === 'old' ? 'before' : this.current
    return this.#beyond(this.#own(step, state), rest)
  }

  title(object: string, id: string): string | null {
    const noted = this.#titles.get(id)
    if (noted !== undefined) return noted
    const title = this.#recordOf(object, id)?.title
    return typeof title === 'string' ? title : null
  }

  isUnder(object: string, id: string, ancestor: string): boolean {
    if (id === ancestor) return true
    const model = objectTypes(this.world.objects).object(object)
    if (model?.tree === undefined) return false
    const isAbove = (one: string): boolean => this.world.above?.(model.key, one)?.includes(ancestor) === true
    const own = this.record[this.current]
    if (id !== own?.id) return isAbove(id)
    // The record itself lies where it is being put, not where the server last saw it.
    const parent = idOf(own[model.tree.key])
    return parent !== undefined && (parent === ancestor || isAbove(parent))
  }

  #own(step: FieldPath[number], state: 'values' | 'before'): WireValue | undefined {
    const types = objectTypes(this.world.objects)
    const field = types.field(step.object, { id: step.field })
    if (field?.formula === undefined) return this.#narrowed(step, this.#noted(this.record[state]?.[step.key]))
    const name = `${state} ${step.object} ${field.id}`
    const known = this.#formulas.get(name)
    if (known !== undefined) return known
    const env = state === this.current ? this : new RecordEnvironment(this.record, this.world, state)
    const raw = runOf(field.formula)(env)
    const value = typeof raw === 'number' && field.decimals !== undefined ? roundDecimals(raw, field.decimals) : raw
    this.#formulas.set(name, value)
    return value
  }

  /** What a path goes on to from a value; behind many records a value of each of them, blank ones left out. */
  #beyond(value: WireValue | undefined, rest: FieldPath): WireValue | undefined {
    if (rest.length === 0) return value
    if (!Array.isArray(value)) return this.#follow(this.#target(value, rest), rest)
    const found = (value as readonly WireValue[]).map((one) => this.#follow(this.#target(one, rest), rest) ?? null)
    const values = found.filter((one) => one !== null)
    return values.length === 0 ? null : values
  }

  /** The record a lookup's value points to: what the value carries below it, else what is known of it. */
  #target(value: WireValue | undefined, rest: FieldPath): PlainRecord | undefined {
    const [next] = rest
    if (next === undefined) return undefined
    if (typeof value === 'string') return this.#recordOf(next.object, value)
    if (typeof value !== 'object' || value === null || !('id' in value)) return undefined
    return next.key in value ? (value as PlainRecord) : this.#recordOf(next.object, value.id)
  }

  #follow(record: PlainRecord | undefined, path: FieldPath): WireValue | undefined {
    const [step, ...rest] = path
    if (record === undefined || step === undefined) return null
    const value = this.#narrowed(step, this.#noted(step.key === 'id' ? record.id : record[step.key]))
    return this.#beyond(value, rest)
  }

  /** What `AS` leaves of a record of one of several objects: nothing, unless it is of the named one. */
  #narrowed({ of, field }: FieldPath[number], value: WireValue | undefined): WireValue | undefined {
    if (of === undefined) return value
    const object = objectTypes(this.world.objects).object(field.slice(of.length + 1))?.key
    const isOf = typeof value === 'object' && value !== null && 'object' in value && value.object === object
    return isOf ? value : null
  }

  #recordOf(objectId: string, id: string | null): PlainRecord | undefined {
    if (id === null) return undefined
    const key = objectTypes(this.world.objects).object(objectId)?.key ?? objectId
    return this.world.linked?.(key, id)
  }

  /** Keeps the titles that values bring along, for TITLE(). */
  #noted(value: unknown): WireValue | undefined {
    if (typeof value === 'object' && value !== null && 'id' in value && 'title' in value) {
      const { id, title } = value as { id: string; title: string | null }
      this.#titles.set(id, title)
    }
    return value as WireValue | undefined
  }
}

/** The id of a lookup's value, in any of its forms. */
function idOf(value: unknown): string | undefined {
  if (typeof value === 'string' && value !== '') return value
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : undefined
}
