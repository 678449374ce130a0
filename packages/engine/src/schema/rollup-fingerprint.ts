import type { Expression } from '@tessera/formula'
import type { Catalog, CatalogField } from '../catalog/catalog.js'

/**
 * Everything the value of a stored roll-up is computed from, as one text: its own definition and, followed to the stored
 * columns, the definitions of the formulas and roll-ups it reads. Two catalogs with the same text give the same values.
 */
export function rollupFingerprint(catalog: Catalog, field: CatalogField): string {
  return describeField(catalog, field)
}

/** Objects whose writers keep a roll-up right: its own, its child's, and every object whose columns it reads on the way. */
export function rollupObjects(catalog: Catalog, field: CatalogField): ReadonlySet<string> {
  const objects = new Set<string>()
  visitInputs(catalog, field, ({ object, links }) => {
    objects.add(object)
    // Pairs are written from either side.
    if (links !== undefined) objects.add(links.target)
  })
  return objects
}

/** Stored roll-ups this one reads, directly or through formulas: they must be computed first. */
export function rollupInputs(catalog: Catalog, field: CatalogField): readonly CatalogField[] {
  const found: CatalogField[] = []
  visitInputs(catalog, field, (input) => {
    if (input !== field && input.rollup?.stored === true) found.push(input)
  })
  return found
}

function visitInputs(catalog: Catalog, field: CatalogField, visit: (field: CatalogField) => void): void {
  const seen = new Set<CatalogField>()
  const walk = (at: CatalogField | undefined): void => {
    if (at === undefined || seen.has(at)) return
    seen.add(at)
    visit(at)
    for (const read of inputsOf(catalog, at)) walk(read)
  }
  walk(field)
}

/** What a computed field reads in one step; nothing for a stored one. */
function inputsOf(catalog: Catalog, field: CatalogField): (CatalogField | undefined)[] {
  const fieldOf = (object: string, id: string): CatalogField | undefined =>
    catalog.objects.get(object)?.fieldsById.get(id)
  const over = (expression: Expression | undefined): (CatalogField | undefined)[] =>
    (expression?.paths ?? []).flatMap((path) => path.map((step) => fieldOf(step.object, step.field)))
  const { rollup } = field
  if (rollup === undefined) return over(field.formula)
  const own = [rollup.via, ...(rollup.field === undefined ? [] : [rollup.field])]
  return [...own.map((id) => fieldOf(rollup.child, id)), ...over(rollup.filter)]
}

const described = new WeakMap<Catalog, Map<CatalogField, string>>()

function describeField(catalog: Catalog, field: CatalogField): string {
  const texts = described.get(catalog) ?? new Map<CatalogField, string>()
  described.set(catalog, texts)
  const text = texts.get(field) ?? describeAnew(catalog, field)
  texts.set(field, text)
  return text
}

function describeAnew(catalog: Catalog, field: CatalogField): string {
  const { rollup, formula } = field
  if (rollup === undefined && formula === undefined) return `${field.object}.${field.id}:${field.column ?? ''}`
  const inputs = inputsOf(catalog, field).map((read) => (read === undefined ? '?' : describeField(catalog, read)))
  const own =
    rollup === undefined
      ? [formula?.text, field.decimals]
      : [rollup.child, rollup.via, rollup.function, rollup.field, rollup.filter?.text, field.decimals]
  return JSON.stringify([...own, inputs])
}
