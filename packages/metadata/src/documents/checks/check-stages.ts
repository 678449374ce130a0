import { makeFieldProblem, type FieldProblem } from '../../errors/field-problem.js'
import { toPointer } from '../../text/json-pointer.js'
import { systemFieldKeys } from '../keys.js'
import { checkFieldName } from './check-field-name.js'
import { checkUniqueNames } from './check-unique-names.js'
import { partsOf, textOf, textsOf, type Part } from './parts.js'

/**
 * What the schema cannot say of the stages of an object: fields and options that are not there, a stage twice in a set, a move
 * to what is no stage of the set, a set that an earlier one over the same field leaves nothing, a field that keeps since when
 * for two fields.
 *
 * Errors: `reference.unknown`, `document.key_repeated`, `stages.repeated`, `stages.not_a_stage`, `stages.unreachable_set`,
 * `stages.since_taken`.
 */
export function checkStages(
  document: Readonly<Record<string, unknown>>,
  keys: ReadonlySet<string>,
): readonly FieldProblem[] {
  const sets = partsOf(document, 'stages')
  const options = new Map(
    partsOf(document, 'fields').map(({ body }) => [
      textOf(body, 'key') ?? '',
      new Set(partsOf(body, 'options').flatMap((option) => textOf(option.body, 'key') ?? [])),
    ]),
  )
  return [
    ...checkUniqueNames(sets),
    ...sets.flatMap((set) => checkSet(set, keys, options.get(textOf(set.body, 'field') ?? '') ?? new Set())),
    ...sets.flatMap((set, at) => checkAmong(set, sets.slice(0, at))),
  ]
}

function checkSet(
  { path, body }: Part,
  keys: ReadonlySet<string>,
  options: ReadonlySet<string>,
): readonly FieldProblem[] {
  const field = textOf(body, 'field')
  const steps = partsOf(body, 'steps', path)
  const isKnown = field !== undefined && keys.has(field)
  return [
    ...['field', 'since', 'probability'].flatMap((name) => checkFieldName(textOf(body, name), [...path, name], keys)),
    ...checkUniqueNames(steps),
    ...(isKnown ? checkOptions(steps, options) : []),
    ...steps.flatMap((step) => checkNeeds(step, keys)),
  ]
}

/** The stages of a set among themselves. */
function checkOptions(steps: readonly Part[], options: ReadonlySet<string>): readonly FieldProblem[] {
  const stages = new Set(steps.flatMap(({ body }) => textOf(body, 'option') ?? []))
  const seen = new Set<string>()
  return steps.flatMap(({ path, body }) => {
    const option = textOf(body, 'option')
    const isRepeated = option !== undefined && seen.has(option)
    if (option !== undefined) seen.add(option)
    return [
      ...checkFieldName(option, [...path, 'option'], options, 'option'),
      ...(isRepeated ? [makeFieldProblem(toPointer([...path, 'option']), 'stages.repeated', { name: option })] : []),
      ...textsOf(body, 'moves').flatMap(([at, name]) => {
        const unknown = checkFieldName(name, [...path, 'moves', at], options, 'option')
        if (unknown.length > 0 || stages.has(name)) return unknown
        return [makeFieldProblem(toPointer([...path, 'moves', at]), 'stages.not_a_stage', { name })]
      }),
    ]
  })
}

function checkNeeds({ path, body }: Part, keys: ReadonlySet<string>): readonly FieldProblem[] {
  const known = new Set([...keys, ...systemFieldKeys])
  const criteria = partsOf(body, 'criteria', path)
  return [
    ...textsOf(body, 'required').flatMap(([at, name]) => checkFieldName(name, [...path, 'required', at], known)),
    ...checkUniqueNames(criteria),
    ...criteria.flatMap((criterion) =>
      checkFieldName(textOf(criterion.body, 'field'), [...criterion.path, 'field'], known),
    ),
  ]
}

function checkAmong({ path, body }: Part, earlier: readonly Part[]): readonly FieldProblem[] {
  const [field, since] = [textOf(body, 'field'), textOf(body, 'since')]
  const same = earlier.filter((set) => textOf(set.body, 'field') === field)
  const open = same.find((set) => textOf(set.body, 'when') === undefined)
  const taken = earlier.some((set) => textOf(set.body, 'since') === since && textOf(set.body, 'field') !== field)
  const name = textOf(open?.body ?? {}, 'key') ?? ''
  return [
    ...(open === undefined ? [] : [makeFieldProblem(toPointer(path), 'stages.unreachable_set', { name })]),
    ...(since !== undefined && taken
      ? [makeFieldProblem(toPointer([...path, 'since']), 'stages.since_taken', { name: since })]
      : []),
  ]
}
