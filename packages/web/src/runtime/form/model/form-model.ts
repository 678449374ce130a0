import type { FieldProblem } from '@tessera/metadata'
import { computed, shallowReactive, shallowRef, type ComputedRef } from 'vue'
import { isLinked } from '@tessera/blocks/web'
import { evaluator, type EvaluationWorld, type PlainRecord } from '@/formula/evaluate'
import { objectTypes } from '@/formula/object-types'
import { isFormulaType } from './formula-types'
import type { FieldModel, ObjectModel } from '@/model/objects'
import { lineRollup } from '@/runtime/lines/line-rollup'
import { linesOf } from '@/runtime/lines/lines-of'
import { sameLines, writtenLines } from '@/runtime/lines/written-lines'
import { normalValue, problemOfValue } from './check-value'
import { firstStage } from './first-stage'
import type { FormItem, FormSection } from './form-layout'
import { RuleCompiler, type Rule } from './form-rules'
import { neededPaths, type Needs } from './needed-paths'
import { emptyValue, isEmptyValue, sameWritten, writtenLinks, writtenValue } from './values'

/** What a form is about. Without `record` it makes a new one; `prefill` is what it starts with, and is sent. */
export interface FormSetup {
  readonly object: ObjectModel
  readonly sections: readonly FormSection[]
  readonly world: EvaluationWorld
  readonly record?: PlainRecord
  readonly prefill?: PlainRecord
}

/** Forms within a field of a form; their problems have paths such as `lines/0/price`. */
export interface FormBelow {
  check(): readonly FieldProblem[]
  shown(): readonly FieldProblem[]
}

let lastNumber = 0

/**
 * A form while it is filled in: what was typed over what is stored, and everything that follows from it, by the same formula
 * code as the server. Each rule, formula and default is a computed value that remembers what it read, so a keystroke
 * recomputes only what depends on the field.
 *
 * A field whose places are all hidden keeps what was typed but counts, and is sent, as if it had not been. Conditions of
 * layouts (visible, required, read-only) are the form's alone: the API does not know layouts and accepts what they would not.
 */
export class FormModel {
  /** No other form of this page has it. */
  readonly number = (lastNumber += 1)
  readonly object: ObjectModel
  readonly sections: readonly FormSection[]
  readonly world: EvaluationWorld
  readonly isNew: boolean
  readonly needs: Needs
  /** What is filled in inside a field: the lines of details. By the field's key. */
  readonly below = shallowReactive(new Map<string, FormBelow>())
  /** How many rules, formulas and defaults were evaluated; for tests and measurements. */
  evaluations = 0

  readonly #typed = shallowReactive(new Map<string, unknown>())
  readonly #base = shallowRef<PlainRecord>({})
  readonly #prefill: PlainRecord
  readonly #checked = shallowReactive(new Set<string>())
  /** Saving was tried: from now on empty fields are asked for at once. */
  readonly #isAsked = shallowRef(false)
  readonly #refused = shallowReactive(new Map<string, readonly FieldProblem[]>())
  readonly #compiler: RuleCompiler
  readonly #computed = new Map<string, ComputedRef<unknown>>()
  readonly #conditions = new Map<string, ComputedRef<boolean>>()
  readonly #places = new Map<string, { section: FormSection; item: FormItem }[]>()
  readonly #problems = new Map<string, ComputedRef<FieldProblem | undefined>>()
  /** The record as it would be saved; reading a key is remembered by whoever reads it. */
  readonly #values: PlainRecord

  constructor({ object, sections, world, record, prefill }: FormSetup) {
    this.object = object
    this.sections = sections
    this.world = world
    this.isNew = record === undefined
    this.#base.value = record ?? {}
    this.#prefill = prefill ?? {}
    this.#compiler = new RuleCompiler(world.objects, object)
    for (const section of sections)
      for (const item of section.items) {
        const places = this.#places.get(item.field.key)
        if (places === undefined) this.#places.set(item.field.key, [{ section, item }])
        else places.push({ section, item })
      }
    this.#values = new Proxy({}, { get: (_, key) => (typeof key === 'string' ? this.saved(key) : undefined) })
    this.needs = neededPaths(object, this.#compiler, this.#expressions())
  }

  /** What the form shows for a field. */
  value(key: string): unknown {
    if (this.#typed.has(key)) return this.#typed.get(key)
    if (key in this.#prefill) return this.#prefill[key]
    return this.#untouched(key)
  }

  /** What the field would hold after saving: a hidden field as if it had not been touched. */
  saved(key: string): unknown {
    return this.isHidden(key) ? this.#untouched(key) : this.value(key)
  }

  /** What is stored (or will be by itself), without what was typed. */
  stored(key: string): unknown {
    return this.#base.value[key]
  }

  get base(): PlainRecord {
    return this.#base.value
  }

  /** Another state of the record was read: what was typed stays over it. */
  rebase(record: PlainRecord): void {
    this.#base.value = record
  }

  set(key: string, value: unknown): void {
    const stored = this.isNew ? undefined : this.stored(key)
    const isBack = !this.isNew && this.#isSame(key, value, stored)
    if (isBack) this.#typed.delete(key)
    else this.#typed.set(key, value)
    for (const path of [...this.#refused.keys()])
      if (path === key || path.startsWith(`${key}/`)) this.#refused.delete(path)
  }

  /** Takes back what was typed. */
  reset(key?: string): void {
    if (key === undefined) {
      this.#typed.clear()
      this.#checked.clear()
      this.#isAsked.value = false
      this.#refused.clear()
    } else this.#typed.delete(key)
  }

  /** What was typed, hidden fields included: what a draft keeps. */
  typed(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.#typed)
  }

  restore(values: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(values)) if (this.object.fieldsByKey.has(key)) this.#typed.set(key, value)
  }

  get isDirty(): boolean {
    if (!this.isNew) return this.#typed.size > 0
    return [...this.#typed].some(([key, value]) => !sameWritten(value, this.#prefill[key] ?? this.#untouched(key)))
  }

  /** What saving sends: only what was filled in or changed, nothing hidden. */
  changes(): Record<string, unknown> {
    const keys = new Set([...Object.keys(this.#prefill), ...this.#typed.keys()])
    const body: Record<string, unknown> = {}
    for (const key of keys) {
      const field = this.object.fieldsByKey.get(key)
      if (field?.isWritable !== true || this.isHidden(key)) continue
      const value = this.value(key)
      const stored = this.stored(key)
      if (!this.isNew && this.#isSame(key, value, stored)) continue
      const lines = linesOf(this.world.objects, field.document)
      if (lines !== undefined) body[key] = writtenLines(value, stored, lines.child, lines.via)
      else body[key] = field.links === undefined || this.isNew ? writtenValue(value) : writtenLinks(value, stored)
    }
    return body
  }

  #isSame(key: string, value: unknown, stored: unknown): boolean {
    const field = this.object.fieldsByKey.get(key)
    const lines = field === undefined ? undefined : linesOf(this.world.objects, field.document)
    return lines === undefined ? sameWritten(value, stored) : sameLines(value, stored, lines.child, lines.via)
  }

  /** Whether a formula field is computed while one types; else only the server can. */
  computesHere(key: string): boolean {
    return this.#compiler.formula(key) !== undefined
  }

  /** Does a condition of the record's formulas hold now? */
  holds(when: string): boolean {
    return this.#condition(when, false)
  }

  /** The records whose places in a tree formulas of the form ask for now, with the object (by key) that has the tree. */
  treeRecords(): readonly { readonly object: ObjectModel; readonly id: string }[] {
    const types = objectTypes(this.world.objects)
    return this.needs.trees.flatMap((use) => {
      const object = types.object(use.object)
      if (object?.tree === undefined) return []
      const asked = evaluator(use.record)({ values: this.#values, before: this.#base.value }, this.world)
      // Of the record itself the place is where it is being put.
      const own = object.key === this.object.key ? this.saved(object.tree.key) : undefined
      return [asked, own].flatMap((one) => {
        const id = isLinked(one) ? one.id : one
        return typeof id === 'string' && id !== '' ? [{ object, id }] : []
      })
    })
  }

  isHidden(key: string): boolean {
    const places = this.#places.get(key)
    return places !== undefined && places.every(({ section, item }) => !this.isVisible(section, item))
  }

  isSectionVisible(section: FormSection): boolean {
    return (
      this.#condition(section.visibleWhen, true) &&
      section.items.some((item) => this.#condition(item.visibleWhen, true))
    )
  }

  isVisible(section: FormSection, item: FormItem): boolean {
    return this.#condition(section.visibleWhen, true) && this.#condition(item.visibleWhen, true)
  }

  isReadOnly(item: FormItem): boolean {
    return !item.field.isWritable || this.#condition(item.readOnlyWhen, false)
  }

  isRequired(item: FormItem): boolean {
    return !this.isReadOnly(item) && (item.field.required || this.#condition(item.requiredWhen, false))
  }

  /** The person went on from a field: from now on its problem is shown, and its value in the form it is kept in. */
  leave(key: string): void {
    const field = this.object.fieldsByKey.get(key)
    if (field === undefined) return
    this.#checked.add(key)
    if (!this.#typed.has(key)) return
    const value = this.#typed.get(key)
    const normal = normalValue(field, value)
    if (normal !== value) this.set(key, normal)
  }

  /** What is said at a field now: what the server refused, else what is wrong with a value that was left. */
  problemAt(item: FormItem): FieldProblem | undefined {
    const { key } = item.field
    const refused = this.#refused.get(key)?.[0]
    if (refused !== undefined || !this.#checked.has(key)) return refused
    // Walking past an empty field is no mistake yet; saving it is.
    return this.#typed.has(key) || this.#isAsked.value ? this.#problemOf(item) : undefined
  }

  /**
   * Looks at every visible field. The first problem of each, in the order of the form. What the server refused is its to judge
   * again: another field may have been what was wrong.
   */
  check(): readonly FieldProblem[] {
    this.#refused.clear()
    for (const key of this.#places.keys()) this.#checked.add(key)
    this.#isAsked.value = true
    for (const below of this.below.values()) below.check()
    return this.shownProblems()
  }

  /** All problems that are shown, in the order of the form; those of fields that are not on it come last. */
  shownProblems(): readonly FieldProblem[] {
    const found = new Map<string, FieldProblem>()
    for (const section of this.sections)
      for (const item of section.items) {
        const problem = this.isVisible(section, item) ? this.problemAt(item) : undefined
        if (problem !== undefined && !found.has(item.field.key)) found.set(item.field.key, problem)
      }
    for (const [key, below] of this.below)
      if (!this.isHidden(key)) for (const problem of below.shown()) found.set(problem.path, problem)
    for (const [key, problems] of this.#refused)
      if (!found.has(key) && problems[0] !== undefined) found.set(key, problems[0])
    return [...found.values()]
  }

  /** What the server refused and nobody touched since. */
  refused(): readonly FieldProblem[] {
    return [...this.#refused.values()].flat()
  }

  /** What the server refused, by path; `''` is the record as a whole. */
  refuse(problems: readonly FieldProblem[]): void {
    this.#refused.clear()
    for (const problem of problems) {
      this.#refused.set(problem.path, [...(this.#refused.get(problem.path) ?? []), problem])
      this.#checked.add(problem.path)
    }
  }

  #problemOf(item: FormItem): FieldProblem | undefined {
    let problem = this.#problems.get(item.id)
    if (problem === undefined) {
      problem = computed(() => this.#lookAt(item))
      this.#problems.set(item.id, problem)
    }
    return problem.value
  }

  #lookAt(item: FormItem): FieldProblem | undefined {
    const { key } = item.field
    if (this.isReadOnly(item)) return undefined
    const isTouched = this.#typed.has(key)
    const value = this.value(key)
    // As the server: a record that was saved without the value may stay without it; a default it alone can compute may come.
    const mayComeLater = this.isNew ? !isTouched && item.field.document.default !== undefined : !isTouched
    const isRequired = this.#condition(item.requiredWhen, false) || (item.field.required && !mayComeLater)
    if (!isTouched && !isEmptyValue(value)) return undefined
    return problemOfValue(item.field, value, isRequired)
  }

  #untouched(key: string): unknown {
    const field = this.object.fieldsByKey.get(key)
    if (field === undefined) return this.#base.value[key]
    let value = this.#computed.get(key)
    if (value === undefined) {
      value = computed(this.#source(field))
      this.#computed.set(key, value)
    }
    return value.value
  }

  /** Where the value of a field nobody touched comes from: its formula, for a new record its default, else what is stored. */
  #source(field: FieldModel): () => unknown {
    const { key } = field
    if (isFormulaType(field.type)) {
      const rule = this.#compiler.formula(key)
      if (rule !== undefined) return () => this.#evaluate(rule)
    }
    const lines = field.type === 'rollup' ? this.#linesOver(field) : undefined
    if (lines !== undefined) {
      const otherwise = this.isNew ? emptyValue(field) : undefined
      return () => {
        const value = this.#typed.get(lines)
        const total = value === undefined ? undefined : lineRollup(field.document, value)
        return total ?? otherwise ?? this.#base.value[key]
      }
    }
    if (!this.isNew) return () => this.#base.value[key]
    if (key === 'owner') return () => this.world.me
    const rule = this.#compiler.default(key)
    if (rule !== undefined) return () => this.#evaluate(rule) ?? emptyValue(field)
    const holds = (when: string): boolean => this.#condition(when, false)
    return () => firstStage(this.object.document, key, holds) ?? emptyValue(field)
  }

  /** Key of the details on this form whose lines a roll-up goes over. */
  #linesOver({ document }: FieldModel): string | undefined {
    return this.object.fields.find(
      ({ key, type, document: own }) =>
        type === 'details' && own.relation === document.relation && this.#places.has(key),
    )?.key
  }

  #condition(text: string | undefined, otherwise: boolean): boolean {
    if (text === undefined) return otherwise
    const name = `${otherwise} ${text}`
    let condition = this.#conditions.get(name)
    if (condition === undefined) {
      const rule = this.#compiler.condition(text)
      condition = computed(() => (rule === undefined ? otherwise : this.#evaluate(rule) === true))
      this.#conditions.set(name, condition)
    }
    return condition.value
  }

  #evaluate(rule: Rule): unknown {
    this.evaluations += 1
    return rule.run({ values: this.#values, ...(this.isNew ? {} : { before: this.#base.value }) }, this.world)
  }

  *#expressions(): Iterable<Rule['expression']> {
    for (const section of this.sections) {
      const texts = [section.visibleWhen]
      for (const item of section.items) texts.push(item.visibleWhen, item.requiredWhen, item.readOnlyWhen)
      for (const text of texts) {
        const rule = this.#compiler.condition(text)
        if (rule !== undefined) yield rule.expression
      }
      for (const { field } of section.items) {
        const rule = isFormulaType(field.type) ? this.#compiler.formula(field.key) : undefined
        if (rule !== undefined) yield rule.expression
      }
    }
    if (!this.isNew) return
    for (const field of this.object.fields) {
      const rule = this.#compiler.default(field.key)
      if (rule !== undefined) yield rule.expression
    }
  }
}
