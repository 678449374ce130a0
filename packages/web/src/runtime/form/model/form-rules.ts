import { compile, type Expression, type FormulaType } from '@tessera/formula'
import { evaluator, type Evaluator } from '@/formula/evaluate'
import { objectTypes } from '@/formula/object-types'
import { formulaScope } from '@/formula/scope'
import type { ObjectModel } from '@/model/objects'

/** A condition or value of a form, ready to run. */
export interface Rule {
  readonly expression: Expression
  readonly run: Evaluator
}

/**
 * Compiles the rules of one object's form. A rule that does not compile for this person (it reads a field they may not see)
 * is left out: its field is then shown, free to be filled in, and the server has the last word.
 */
export class RuleCompiler {
  readonly #rules = new Map<string, Rule | undefined>()

  constructor(
    readonly objects: ReadonlyMap<string, ObjectModel>,
    readonly object: ObjectModel,
  ) {}

  condition(text: string | undefined): Rule | undefined {
    return text === undefined ? undefined : this.#compile(text, 'boolean', { me: true, old: true })
  }

  /** The default of a field, as the server reads it: without `me`'s record changing it, and of the field's type. */
  default(key: string): Rule | undefined {
    const field = this.object.fieldsByKey.get(key)
    const text = field?.document.default
    if (text === undefined) return undefined
    const type = objectTypes(this.objects).field(this.object.id, { key })?.type
    return this.#compile(text, type ?? 'any', { me: true, old: false })
  }

  /** The expression of a formula field; undefined where only the server can compute it. */
  formula(key: string): Rule | undefined {
    const field = objectTypes(this.objects).field(this.object.id, { key })
    if (field?.formula === undefined) return undefined
    // By its name, so that it is rounded as the field says.
    return this.#compile(key, 'any', { me: false, old: false })
  }

  /** The expression of a formula field itself, to see what it reads. */
  insideFormula(key: string): Expression | undefined {
    return objectTypes(this.objects).field(this.object.id, { key })?.formula
  }

  #compile(
    text: string,
    type: FormulaType | FormulaType['kind'] | 'any',
    allow: { me: boolean; old: boolean },
  ): Rule | undefined {
    const name = `${JSON.stringify(type)} ${allow.old ? 'old' : ''} ${text}`
    if (!this.#rules.has(name)) {
      const { expression } = compile(text, formulaScope(this.objects, this.object.key, allow), { type })
      this.#rules.set(name, expression === undefined ? undefined : { expression, run: evaluator(expression) })
    }
    return this.#rules.get(name)
  }
}
