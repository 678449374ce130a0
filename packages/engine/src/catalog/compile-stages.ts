import { compile } from '@tessera/formula'
import type { Expression } from '@tessera/formula'
import { describeProblem } from '@tessera/metadata'
import type { Localized, Texts } from '@tessera/metadata'
import type { CatalogCriterion, CatalogProblem, CatalogStage, CatalogStageSet } from './catalog.js'
import type { FieldShell } from './field-shell.js'
import { scopeOf } from './formula-scope.js'
import type { ObjectShell, TypeWorld } from './formula-scope.js'
import type { ObjectBody, StageBody, StageSetBody } from './object-body.js'

/** Notes a problem at a JSON pointer into the document. */
export type Report = (pointer: string, problem: Omit<CatalogProblem, 'documentId' | 'pointer'>) => void

const expected = {
  field: { 'zh-CN': '单选字段', en: 'a select' },
  since: {
    'zh-CN': '日期时间字段，非必填，没有默认值',
    en: 'a field of date and time that is not required and has no default',
  },
  probability: { 'zh-CN': '可填写的数字或百分比字段', en: 'a number or percent that people fill in' },
  required: {
    'zh-CN': '存有值的字段（公式和明细请写成准入条件）',
    en: 'a field that stores a value (write formulas and lines as criteria)',
  },
} satisfies Record<string, Texts>

/**
 * The stages of an object, typed. A field that keeps since when is from now on nobody's to write.
 *
 * Problems: `reference.wrong_type`, those of formulas.
 */
export function compileStages(
  body: ObjectBody,
  shell: ObjectShell,
  types: TypeWorld,
  report: Report,
): readonly CatalogStageSet[] {
  const compiler = new StageCompiler(shell, types, report)
  return (body.stages ?? []).flatMap((set, at) => compiler.set(set, `/stages/${at}`) ?? [])
}

interface Option {
  readonly id: string
  readonly key: string
  readonly label: Localized
}

class StageCompiler {
  constructor(
    private readonly shell: ObjectShell,
    private readonly types: TypeWorld,
    private readonly report: Report,
  ) {}

  set(set: StageSetBody, pointer: string): CatalogStageSet | undefined {
    const isStored = ({ definition }: FieldShell): boolean => definition.kind === 'stored'
    const ofField = this.#field(set.field, `${pointer}/field`, expected.field, (field) => {
      return isStored(field) && field.formulaType.kind === 'option'
    })
    const since = this.#field(set.since, `${pointer}/since`, expected.since, (field) => {
      const isFree =
        !field.required &&
        !this.shell.body.fields.some(({ id, default: text }) => id === field.id && text !== undefined)
      return isStored(field) && !field.system && field.formulaType.kind === 'datetime' && isFree
    })
    const probability = this.#field(set.probability, `${pointer}/probability`, expected.probability, (field) => {
      return isStored(field) && !field.system && field.formulaType.kind === 'number'
    })
    if (ofField === undefined) return undefined
    if (since !== undefined) since.writable = false
    const options = new Map(((ofField.context.options.options ?? []) as readonly Option[]).map((one) => [one.id, one]))
    const when = set.when === undefined ? undefined : this.#truth(set.when, `${pointer}/when`, false)
    const steps = set.steps.flatMap((step, at) => this.#step(step, options, `${pointer}/steps/${at}`) ?? [])
    return { id: set.id, key: set.key, label: set.label, field: ofField, when, since, probability, steps }
  }

  #step(step: StageBody, options: ReadonlyMap<string, Option>, pointer: string): CatalogStage | undefined {
    const option = options.get(step.option)
    const required = (step.required ?? []).flatMap(
      (id, at) =>
        this.#field(id, `${pointer}/required/${at}`, expected.required, ({ definition }) => {
          return definition.kind === 'stored' || definition.kind === 'rollup' || definition.kind === 'autoNumber'
        }) ?? [],
    )
    const criteria = (step.criteria ?? []).flatMap((criterion, at): CatalogCriterion[] => {
      const formula = this.#truth(criterion.formula, `${pointer}/criteria/${at}/formula`, true)
      const field = this.shell.byId.get(criterion.field ?? '')
      const { id, key, message } = criterion
      return formula === undefined ? [] : [{ id, key, formula, field, message }]
    })
    if (option === undefined) return undefined
    const moves = step.moves?.flatMap((id) => options.get(id)?.key ?? [])
    return {
      id: step.id,
      key: option.key,
      label: option.label,
      kind: step.kind ?? 'open',
      probability: step.probability,
      days: step.days,
      required,
      criteria,
      moves: moves === undefined ? undefined : new Set(moves),
    }
  }

  #truth(text: string, pointer: string, old: boolean): Expression | undefined {
    const scope = scopeOf(this.types, this.shell.body.id, { me: old, old })
    const { expression, problems } = compile(text, scope, { type: 'boolean' })
    for (const problem of problems) this.report(pointer, problem)
    return expression
  }

  #field(
    id: string | undefined,
    pointer: string,
    wanted: Texts,
    fits: (field: FieldShell) => boolean,
  ): FieldShell | undefined {
    const field = this.shell.byId.get(id ?? '')
    if (field === undefined || fits(field)) return field
    const message = describeProblem('reference.wrong_type', { name: field.key, expected: wanted })
    this.report(pointer, { code: 'reference.wrong_type', message })
    return undefined
  }
}
