import type { Expression, FormulaProblem, TypedNode } from '@tessera/formula'
import { describeProblem } from '@tessera/metadata'
import { fieldById, objectById } from '../catalog/catalog.js'
import type { Catalog, CatalogField } from '../catalog/catalog.js'

type FieldOf = (object: string, field: string) => Pick<CatalogField, 'encrypted' | 'label'> | undefined

/** The first encrypted field an expression reads, of the record or over lookups; undefined when there is none. */
export function encryptedField(
  { paths, mePaths }: Expression,
  fieldOf: FieldOf,
): Pick<CatalogField, 'encrypted' | 'label'> | undefined {
  for (const path of [...paths, ...mePaths]) {
    const last = path.at(-1)
    const field = last === undefined ? undefined : fieldOf(last.object, last.field)
    if (field?.encrypted === true) return field
  }
  return undefined
}

/** `formula.encrypted`, as a problem of a formula. */
export function encryptedProblem(label: CatalogField['label'], span = { start: 0, end: 0 }): FormulaProblem {
  return { code: 'formula.encrypted', span, message: describeProblem('formula.encrypted', { label }) }
}

/**
 * A condition for PostgreSQL in which texts beside encrypted fields are sealed as these are. Encrypted fields stand only in `=`, `<>`,
 * `in` beside fixed texts, and ISBLANK; anything else is a problem.
 */
export function sealCondition(
  catalog: Catalog,
  expression: Expression,
): { readonly expression: Expression } | { readonly problem: FormulaProblem } {
  const fieldOf: FieldOf = (object, field) => catalog.objects.get(object)?.fieldsById.get(field)
  if (encryptedField(expression, fieldOf) === undefined) return { expression }
  const sealing = new Sealing(catalog)
  const tree = sealing.condition(expression.tree)
  return sealing.problem === undefined ? { expression: { ...expression, tree } } : { problem: sealing.problem }
}

class Sealing {
  problem: FormulaProblem | undefined

  constructor(private readonly catalog: Catalog) {}

  condition(node: TypedNode): TypedNode {
    switch (node.kind) {
      case 'logic':
        return { ...node, items: node.items.map((item) => this.condition(item)) }
      case 'not':
        return { ...node, operand: this.condition(node.operand) }
      case 'compare': {
        const [left, right] = [this.encrypted(node.left), this.encrypted(node.right)]
        if (node.operator !== '=' && node.operator !== '<>') break
        if (left !== undefined && right === undefined) return { ...node, right: this.value(left, node.right) }
        if (right !== undefined && left === undefined) return { ...node, left: this.value(right, node.left) }
        break
      }
      case 'in': {
        const field = this.encrypted(node.needle)
        if (field === undefined || node.list.kind !== 'list') break
        const items = node.list.items.map((item) => this.value(field, item))
        return { ...node, list: { ...node.list, items } }
      }
      case 'call':
        if (node.definition.name === 'ISBLANK' && node.args.every((arg) => this.encrypted(arg) !== undefined))
          return node
        break
      default:
        break
    }
    return this.without(node)
  }

  /** A fixed text as the field keeps it: in its own form, sealed. */
  private value(field: CatalogField, node: TypedNode): TypedNode {
    if (node.kind !== 'literal' || (node.value !== null && typeof node.value !== 'string')) {
      this.refuse(field, node)
      return node
    }
    if (node.value === null) return node
    const parsed = (field.server.parse ?? field.definition.parse)(node.value, field.context)
    const text = 'value' in parsed && typeof parsed.value === 'string' ? parsed.value : node.value
    return { ...node, value: String(field.server.toDatabase(text, field.context)) }
  }

  /** Anything else may read no encrypted field. */
  private without(node: TypedNode): TypedNode {
    const visit = (part: unknown): void => {
      if (Array.isArray(part)) return part.forEach(visit)
      if (typeof part !== 'object' || part === null) return
      const field = 'kind' in part ? this.encrypted(part as TypedNode) : undefined
      if (field !== undefined) this.refuse(field, part as TypedNode)
      if ('kind' in part && part.kind === 'path') return
      for (const [name, inner] of Object.entries(part)) if (name !== 'definition' && name !== 'type') visit(inner)
    }
    visit(node)
    return node
  }

  private encrypted(node: TypedNode): CatalogField | undefined {
    const last = node.kind === 'path' ? node.path.at(-1) : undefined
    const field = last === undefined ? undefined : fieldById(objectById(this.catalog, last.object), last.field)
    return field?.encrypted === true ? field : undefined
  }

  private refuse({ label }: CatalogField, { span }: TypedNode): void {
    this.problem ??= encryptedProblem(label, span)
  }
}
