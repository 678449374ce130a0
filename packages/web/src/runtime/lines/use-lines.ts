import type { FieldProblem } from '@tessera/metadata'
import { effectScope, onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { LinkedRecords } from '@/formula/linked-records'
import { useEvaluationWorld } from '@/formula/use-evaluation-world'
import type { FieldModel } from '@/model/objects'
import type { FormSection } from '@/runtime/form/model/form-layout'
import { FormModel } from '@/runtime/form/model/form-model'
import { useLinkedValues } from '@/runtime/form/use-linked-values'
import { asLines, type Line, type LinesModel } from './lines-of'

/** A line while it is filled in: a small form of its own, with defaults, formulas and problems like any other. */
export interface LineForm {
  /** Stays the same while the line is on the screen. */
  readonly key: number
  readonly form: FormModel
}

export interface Lines {
  readonly lines: ShallowRef<readonly LineForm[]>
  set(line: LineForm, key: string, value: unknown): void
  leave(line: LineForm, key: string): void
  /** Adds an empty line behind the others, and gives it. */
  add(): LineForm
  remove(line: LineForm): void
}

let nextKey = 0

/** The lines of a field of a form. What is typed in them is the form's value of the field: kept in its draft, sent with it. */
export function useLines(form: FormModel, field: FieldModel, model: LinesModel): Lines {
  const scope = effectScope()
  const linked = new LinkedRecords()
  const world = useEvaluationWorld(linked)
  const lines = shallowRef<readonly LineForm[]>([])
  /** What this told the form last: another value comes from elsewhere. */
  let told: unknown
  /** Formulas of a line may look at the record it belongs to. */
  const owner = form.isNew ? {} : { [model.via]: form.stored('id') }

  const section: FormSection = {
    id: 'line',
    label: undefined,
    columns: 1,
    visibleWhen: undefined,
    items: model.columns.map((column) => ({
      id: column.key,
      field: column,
      span: 1,
      visibleWhen: undefined,
      requiredWhen: undefined,
      readOnlyWhen: undefined,
    })),
  }

  const stored = (): ReadonlyMap<unknown, Line> =>
    new Map(asLines(form.stored(field.key)).map((line) => [line.id, line]))

  function build(): void {
    const known = stored()
    told = form.value(field.key)
    lines.value = asLines(told).map((line) => lineOf(line, known.get(line.id)))
  }

  function lineOf(value: Line | undefined, stored: Line | undefined): LineForm {
    const line = new FormModel({
      object: model.child,
      sections: [section],
      world,
      ...(stored === undefined ? { prefill: owner } : { record: { ...stored, ...owner } }),
    })
    if (value !== undefined)
      for (const [key, one] of Object.entries(value)) if (isTyped(line, key, one)) line.set(key, one)
    scope.run(() => useLinkedValues(shallowRef(line), linked, world))
    return { key: (nextKey += 1), form: line }
  }

  const isTyped = (line: FormModel, key: string, value: unknown): boolean =>
    line.object.fieldsByKey.get(key)?.isWritable === true && (line.isNew || line.stored(key) !== value)

  /** The value of a line: what was read, what was typed over it, and what its formulas give. */
  function valueOf({ form: line }: LineForm): Line {
    const typed = line.typed()
    const isTouched = Object.keys(typed).length > 0
    if (!line.isNew && !isTouched) return stored().get(line.base.id) ?? line.base
    const computed = model.columns
      .filter(({ isWritable }) => !isWritable)
      .map(({ key }) => [key, line.value(key)] as const)
    const defaults = line.isNew
      ? model.columns
          .filter(({ isWritable }) => isWritable)
          .map(({ key }) => [key, line.value(key) ?? undefined] as const)
      : []
    return { ...line.base, ...Object.fromEntries([...defaults, ...computed]), ...typed }
  }

  function tell(): void {
    told = lines.value.map(valueOf)
    form.set(field.key, told)
  }

  /** What the server refused about a line is said at its place. */
  function takeRefusals(): void {
    lines.value.forEach((line, index) => {
      const start = `${field.key}/${index}/`
      const own = form.refused().filter(({ path }) => path.startsWith(start))
      if (own.length > 0)
        line.form.refuse(own.map((problem) => ({ ...problem, path: problem.path.slice(start.length) })))
    })
  }

  const problemsOf = (of: (line: FormModel) => readonly FieldProblem[]): FieldProblem[] =>
    lines.value.flatMap((line, index) =>
      of(line.form).map((problem) => ({ ...problem, path: `${field.key}/${index}/${problem.path}` })),
    )
  form.below.set(field.key, {
    check: () => problemsOf((line) => line.check()),
    shown: () => problemsOf((line) => line.shownProblems()),
  })
  onScopeDispose(() => {
    form.below.delete(field.key)
    scope.stop()
  })
  watch(
    () => form.value(field.key),
    (value) => {
      if (value !== told) build()
    },
    { immediate: true },
  )
  watch(() => form.refused(), takeRefusals)
  // Formulas of a line may follow what arrives over its lookups.
  watch(
    () =>
      JSON.stringify(
        lines.value.map((line) => model.columns.map(({ key, isWritable }) => (isWritable ? 0 : line.form.value(key)))),
      ),
    (_now, before) => {
      if (before !== undefined && form.typed()[field.key] !== undefined) tell()
    },
  )

  return {
    lines,
    set(line, key, value) {
      line.form.set(key, value)
      tell()
    },
    leave(line, key) {
      line.form.leave(key)
      tell()
    },
    add() {
      const line = lineOf(undefined, undefined)
      lines.value = [...lines.value, line]
      tell()
      return line
    },
    remove(line) {
      lines.value = lines.value.filter((one) => one !== line)
      tell()
    },
  }
}
