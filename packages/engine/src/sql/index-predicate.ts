import type { Expression, TypedNode } from '@tessera/formula'
import { escapeLiteral } from 'pg'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'

/**
 * A condition as PostgreSQL keeps it in an index: own fields compared with constants, put together by and, or, not. An index takes
 * neither parameters nor functions that may answer otherwise tomorrow; what goes beyond is undefined.
 *
 * @param columnOf SQL of a field's column
 */
export function indexPredicate(
  { tree }: Expression,
  object: CatalogObject,
  columnOf: (field: CatalogField) => string,
): string | undefined {
  return print(tree, (node) => {
    const [step] = node.path
    const field =
      node.path.length === 1 && node.version === 'current' ? object.fieldsById.get(step?.field ?? '') : undefined
    return field?.definition.kind === 'stored' ? columnOf(field) : undefined
  })
}

type Path = Extract<TypedNode, { kind: 'path' }>
type ColumnOf = (node: Path) => string | undefined

/** Never NULL: `not` of a blank is as true in SQL as in formulas. */
function print(node: TypedNode, columnOf: ColumnOf): string | undefined {
  switch (node.kind) {
    case 'logic':
      return all(node.items.map((item) => print(item, columnOf)))
        ?.join(` ${node.operator.toUpperCase()} `)
        .replace(/^.*$/s, '($&)')
    case 'not': {
      const operand = print(node.operand, columnOf)
      return operand === undefined ? undefined : `(NOT ${operand})`
    }
    case 'path':
      return node.type.kind === 'boolean' ? columnOf(node) : undefined
    case 'compare':
      return printCompare(node, columnOf)
    case 'in': {
      if (node.list.kind !== 'list' || node.needle.kind !== 'path') return undefined
      const [column, constants] = [columnOf(node.needle), all(node.list.items.map(constantOf))]
      if (column === undefined || constants === undefined || constants.includes('NULL')) return undefined
      return `COALESCE(${column} IN (${constants.join(', ')}), false)`
    }
    default:
      return undefined
  }
}

function printCompare(node: Extract<TypedNode, { kind: 'compare' }>, columnOf: ColumnOf): string | undefined {
  const path = [node.left, node.right].find((side) => side.kind === 'path')
  const other = path === node.left ? node.right : node.left
  const [column, constant] = [path?.kind === 'path' ? columnOf(path) : undefined, constantOf(other)]
  if (column === undefined || constant === undefined || !['=', '<>'].includes(node.operator)) return undefined
  return `(${column} IS ${node.operator === '=' ? 'NOT ' : ''}DISTINCT FROM ${constant})`
}

function constantOf(node: TypedNode): string | undefined {
  if (node.kind !== 'literal' || node.deleted === true) return undefined
  const { value, optionId, type } = node
  if (optionId !== undefined) return escapeLiteral(optionId)
  if (value === null) return 'NULL'
  if (typeof value === 'boolean') return String(value)
  if (type.kind === 'text') return escapeLiteral(String(value))
  return type.kind === 'number' && /^-?\d+(\.\d+)?$/.test(String(value)) ? String(value) : undefined
}

const all = <T>(items: readonly (T | undefined)[]): readonly T[] | undefined =>
  items.every((item) => item !== undefined) ? (items as readonly T[]) : undefined
