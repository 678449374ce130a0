import type { FieldDocument, ObjectDocument, StageDocument, StageSetDocument } from '@tessera/metadata'
import { optionColors, optionKey, type OptionRow } from '../schema-form/option-rows'

/** Small changes of the stages of a module, each giving the module after it. Pure. */

/** A stage as designers show it: its option and what the set says of it. */
export interface ShownStage {
  readonly step: StageDocument
  readonly option: OptionRow
}

/** Keys of the two lists a stage is in. */
export interface StageChange {
  readonly option?: Partial<Pick<OptionRow, 'label' | 'color'>>
  readonly step?: Partial<StageDocument>
}

export const optionsOf = (field: FieldDocument | undefined): readonly OptionRow[] =>
  Array.isArray(field?.options) ? (field.options as readonly OptionRow[]) : []

/** The stages of a set in order; one whose option is gone is left out. */
export function shownStages(object: ObjectDocument, set: StageSetDocument): readonly ShownStage[] {
  const options = optionsOf(object.fields.find(({ key }) => key === set.field))
  return set.steps.flatMap((step) => {
    const option = options.find(({ key }) => key === step.option)
    return option === undefined ? [] : [{ step, option }]
  })
}

/** The module with its sets changed; without any the property goes. */
export function withSets(object: ObjectDocument, sets: readonly StageSetDocument[]): ObjectDocument {
  if (sets.length > 0) return { ...object, stages: [...sets] }
  const { stages: _stages, ...rest } = object
  return rest
}

/** One set changed, by key. */
export function withSet(
  object: ObjectDocument,
  key: string,
  change: (set: StageSetDocument) => StageSetDocument,
): ObjectDocument {
  return withSets(
    object,
    (object.stages ?? []).map((set) => (set.key === key ? change(set) : set)),
  )
}

/** One stage changed: its option, its part of the set, or both. A property that is undefined goes. */
export function withStage(object: ObjectDocument, set: string, option: string, change: StageChange): ObjectDocument {
  const field = object.stages?.find(({ key }) => key === set)?.field
  const after = change.option === undefined ? object : withOption(object, field, option, change.option)
  const { step } = change
  if (step === undefined) return after
  return withSet(after, set, (one) => ({
    ...one,
    steps: one.steps.map((stage) => (stage.option === option ? cleaned({ ...stage, ...step }) : stage)),
  }))
}

function withOption(
  object: ObjectDocument,
  field: string | undefined,
  option: string,
  change: Partial<OptionRow>,
): ObjectDocument {
  const fields = object.fields.map((one) =>
    one.key === field
      ? { ...one, options: optionsOf(one).map((row) => (row.key === option ? { ...row, ...change } : row)) }
      : one,
  )
  return { ...object, fields }
}

/** A value without the properties that are undefined. */
export function cleaned<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T
}

/** A new stage behind another one (at the end without it), with an option of its own; gives its key. */
export function addStage(
  object: ObjectDocument,
  set: StageSetDocument,
  label: string,
  behind?: string,
): { readonly object: ObjectDocument; readonly option: string } {
  const field = object.fields.find(({ key }) => key === set.field)
  const options = optionsOf(field)
  const option = optionKey(
    label,
    options.map(({ key }) => key),
  )
  const color = optionColors[options.length % optionColors.length] ?? 'slate'
  const at = (keys: readonly string[]): number => {
    const found = keys.indexOf(behind ?? '')
    return found === -1 ? keys.length : found + 1
  }
  const place = at(options.map(({ key }) => key))
  const rows = [...options.slice(0, place), { key: option, label, color }, ...options.slice(place)]
  const fields = object.fields.map((one) => (one === field ? { ...one, options: rows } : one))
  const after = withSet({ ...object, fields }, set.key, (one) => {
    const among = at(one.steps.map((step) => step.option))
    return { ...one, steps: [...one.steps.slice(0, among), { option }, ...one.steps.slice(among)] }
  })
  return { object: after, option }
}

/** A stage moved by a step; the options of the field follow, so that lists and boards show the same order. */
export function movedStage(object: ObjectDocument, set: StageSetDocument, option: string, by: 1 | -1): ObjectDocument {
  const from = set.steps.findIndex((step) => step.option === option)
  const other = set.steps[from + by]
  if (from === -1 || other === undefined) return object
  const swapped = <T>(list: readonly T[], name: (one: T) => string): T[] =>
    list.map((one) => {
      if (name(one) === option) return list.find((it) => name(it) === other.option) ?? one
      return name(one) === other.option ? (list.find((it) => name(it) === option) ?? one) : one
    })
  const fields = object.fields.map((one) =>
    one.key === set.field ? { ...one, options: swapped(optionsOf(one), ({ key }) => key) } : one,
  )
  return withSet({ ...object, fields }, set.key, (one) => ({
    ...one,
    steps: swapped(one.steps, (step) => step.option),
  }))
}

/** A stage put where another one is, the others moved aside. */
export function placedStage(object: ObjectDocument, set: StageSetDocument, option: string, at: string): ObjectDocument {
  const places = set.steps.map((step) => step.option)
  const steps = places.indexOf(at) - places.indexOf(option)
  let after = object
  for (let n = 0; n < Math.abs(steps); n += 1) {
    const now = after.stages?.find(({ key }) => key === set.key)
    if (now !== undefined) after = movedStage(after, now, option, steps > 0 ? 1 : -1)
  }
  return after
}

/** The set without a stage, and without moves to it. */
export function withoutStep(set: StageSetDocument, option: string): StageSetDocument {
  const steps = set.steps
    .filter((step) => step.option !== option)
    .map((step) => (step.moves === undefined ? step : { ...step, moves: step.moves.filter((to) => to !== option) }))
  return { ...set, steps: steps }
}

/** Without what rests on fields and options that are gone: sets, stages, moves to them, what they require. */
export function withoutLostStages(object: ObjectDocument): ObjectDocument {
  if (object.stages === undefined) return object
  const keys = new Set(object.fields.map(({ key }) => key))
  const isKept = (key: string | undefined): boolean => key === undefined || keys.has(key) || systemKeys.has(key)
  const sets = object.stages.flatMap((set): StageSetDocument[] => {
    const options = new Set(optionsOf(object.fields.find(({ key }) => key === set.field)).map(({ key }) => key))
    const lost = set.steps.filter(({ option }) => !options.has(option))
    const whole = lost.reduce((one, { option }) => withoutStep(one, option), set)
    if (whole.steps.length === 0) return []
    const steps = whole.steps.map((step) => ({
      ...step,
      ...(step.required === undefined ? {} : { required: step.required.filter(isKept) }),
      ...(step.criteria === undefined
        ? {}
        : {
            criteria: step.criteria.map(({ field, ...rest }) => (isKept(field) && field ? { ...rest, field } : rest)),
          }),
    }))
    const { since, probability, ...rest } = whole
    return [
      {
        ...rest,
        ...(since !== undefined && keys.has(since) ? { since } : {}),
        ...(probability !== undefined && keys.has(probability) ? { probability } : {}),
        steps: steps,
      },
    ]
  })
  return withSets(object, sets)
}

const systemKeys: ReadonlySet<string> = new Set(['owner', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy'])

/** A key for a set that is free. */
export function freeSetKey(object: ObjectDocument, wanted: string): string {
  const taken = new Set((object.stages ?? []).map(({ key }) => key))
  for (let n = 1; ; n += 1) {
    const key = n === 1 ? wanted : `${wanted}${n}`
    if (!taken.has(key)) return key
  }
}
