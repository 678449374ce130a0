import type { FieldProblem, Localized, StageSetState } from '@tessera/metadata'
import type { FieldModel, ObjectModel } from '@/model/objects'
import type { FormModel } from '@/runtime/form/model/form-model'
import { RuleCompiler } from '@/runtime/form/model/form-rules'

/** What a sheet asks for: the fields that something is said of and a person may fill in, what is required first. */
export function askedFields(
  object: ObjectModel,
  { field }: StageSetState,
  problems: readonly FieldProblem[],
): { readonly fields: readonly FieldModel[]; readonly required: ReadonlySet<string> } {
  const isRequired = ({ code }: FieldProblem): boolean => code === 'stage.required' || code === 'field.required'
  const required = new Set(problems.filter(isRequired).map(({ path }) => path))
  const keys = [...required, ...problems.map(({ path }) => path.split('/')[0] ?? '')]
  const fields = [...new Set(keys)].flatMap((key) => object.fieldsByKey.get(key) ?? [])
  return { fields: fields.filter(({ key, isWritable }) => isWritable && key !== field), required }
}

export interface CriterionState {
  readonly key: string
  readonly message: Localized
  readonly isMet: boolean
}

/**
 * The criteria of a stage with what is typed now: judged here where they read the record alone, else as the server last said. Those
 * that were met from the start are left out.
 */
export function criteriaState(move: {
  readonly form: FormModel
  readonly set: string
  readonly field: string
  readonly stage: string
  readonly known: readonly FieldProblem[]
}): readonly CriterionState[] {
  const { form, set, field, stage, known } = move
  const document = form.object.document.stages?.find(({ key }) => key === set)
  const criteria = document?.steps.find(({ option }) => option === stage)?.criteria ?? []
  const compiler = new RuleCompiler(form.world.objects, form.object)
  const values = new Proxy(
    {},
    { get: (_, key) => (key === field ? stage : typeof key === 'string' ? form.saved(key) : undefined) },
  )
  return criteria.flatMap(({ key, formula, message }) => {
    if (!known.some(({ code }) => code === `criterion.${key}`)) return []
    const rule = compiler.condition(formula)
    const isHere = rule?.expression.paths.every((path) => path.length === 1) === true
    const isMet = isHere && rule.run({ values, before: form.base }, form.world) === true
    return [{ key, message, isMet }]
  })
}
