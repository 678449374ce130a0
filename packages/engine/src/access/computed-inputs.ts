import type { Expression, FormulaType, TypedNode } from '@tessera/formula'
import type { CatalogField } from '../catalog/catalog.js'

/** A field that something computed reads, and how it is reached. */
export interface InputStep {
  readonly object: string
  readonly field: string
  /** Where the path begins: the record itself, one of its children, or the acting person. */
  readonly from: 'record' | 'child' | 'me'
  /** The first step of its path stands on the record where it begins; later ones stand on other records. */
  readonly isFirst: boolean
}

/** What a computed field is made of: the fields on its paths, those its filter asks, and the objects whose titles it shows. */
export interface ComputedInputs {
  readonly steps: readonly InputStep[]
  /** Ids of objects. */
  readonly titles: ReadonlySet<string>
}

const none: ComputedInputs = { steps: [], titles: new Set() }
const known = new WeakMap<CatalogField, ComputedInputs>()

/** The inputs of a formula or roll-up; none of a field that people fill in. */
export function inputsOf(field: CatalogField): ComputedInputs {
  let found = known.get(field)
  if (found === undefined) {
    found = findInputs(field)
    known.set(field, found)
  }
  return found
}

function findInputs({ formula, rollup }: CatalogField): ComputedInputs {
  if (formula !== undefined) return { steps: stepsOf(formula, 'record'), titles: titlesIn(formula.tree) }
  if (rollup === undefined) return none
  const { child, via, field, filter } = rollup
  const own = [via, ...(field === undefined ? [] : [field])].map((id) => ({
    object: child,
    field: id,
    from: 'child' as const,
    isFirst: true,
  }))
  return {
    steps: [...own, ...(filter === undefined ? [] : stepsOf(filter, 'child'))],
    titles: filter === undefined ? none.titles : titlesIn(filter.tree),
  }
}

function stepsOf({ paths, mePaths }: Expression, from: 'record' | 'child'): InputStep[] {
  const on = (path: (typeof paths)[number], start: InputStep['from']): InputStep[] =>
    path.map(({ object, field }, index) => ({ object, field, from: start, isFirst: index === 0 }))
  return [...paths.flatMap((path) => on(path, from)), ...mePaths.flatMap((path) => on(path, 'me'))]
}

/** The objects whose titles a tree asks for: `TITLE(customer)`, and lists of records that become text. */
function titlesIn(tree: TypedNode): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return
    const node = value as Partial<TypedNode>
    if (node.kind === 'title') found.add(node.object ?? '')
    if (node.kind === 'call')
      for (const { type } of node.args ?? []) for (const object of recordsIn(type)) found.add(object)
    for (const [name, part] of Object.entries(value)) if (name !== 'definition' && name !== 'type') visit(part)
  }
  visit(tree)
  return found
}

/** Functions take lists of records as text where they write them out. */
const recordsIn = (type: FormulaType): readonly string[] =>
  type.kind === 'list' && type.of.kind === 'record' ? [type.of.object] : []
