import { compile, explain, type Expression, type TypedNode } from '@tessera/formula'
import type { Locale } from '@tessera/metadata'
import type { FlowWorld } from '../flow-world'
import { labelledScope, labelOfPlacedId } from './labelled-scope'

const someRecord = { 'zh-CN': '所选记录', en: 'the chosen record' } as const

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * A formula in plain words with today's labels. A text with values in it reads like the text itself: «设备「名称」发生故障». What
 * cannot be read (half typed, or naming what is gone) is shown as it is written.
 */
export function formulaWords(
  text: string,
  object: string | undefined,
  { objects, titleOf }: Pick<FlowWorld, 'objects' | 'titleOf'>,
  locale: Locale,
): string {
  const trimmed = text.trim()
  if (object === undefined || !objects.has(object)) return trimmed
  const { expression } = compile(trimmed, labelledScope(objects, object, locale))
  if (expression === undefined) return trimmed
  const { tree } = expression
  if (tree.kind === 'concat') return `“${tree.items.map(piece).join('')}”`
  // Records are named by id in formulas; people know them by title.
  const alone = tree.kind === 'literal' && uuid.test(String(tree.value)) ? String(tree.value) : undefined
  if (alone !== undefined) return titleOf?.(alone) ?? someRecord[locale]
  return recordLiterals(tree).reduce(
    (said, { id }) => said.replaceAll(id, titleOf?.(id) ?? someRecord[locale]),
    explained(expression, tree),
  )

  /** A part of a text: what is typed as it is, a value as its name in brackets. */
  function piece(item: TypedNode): string {
    const inner = item.kind === 'convert' || item.kind === 'title' ? item.operand : item
    if (inner.kind === 'literal') return inner.value === null ? '' : String(inner.value)
    const said = explained(expression as Expression, inner)
    return locale === 'zh-CN' ? `「${said}」` : `[${said}]`
  }

  function explained(whole: Expression, part: TypedNode): string {
    return explain({ ...whole, tree: part }, locale, { field: (id) => labelOfPlacedId(objects, id, locale) })
  }
}

/** A record that a formula names by its id; `object` is the id of its object. */
export interface RecordLiteral {
  readonly object: string
  readonly id: string
}

/** The records a formula names. */
export function recordLiterals(tree: TypedNode): readonly RecordLiteral[] {
  if (tree.kind === 'literal') {
    const { type, value } = tree
    return type.kind === 'record' && typeof value === 'string' ? [{ object: type.object, id: value }] : []
  }
  const children = Object.values(tree).flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]))
  return children.filter(isNode).flatMap(recordLiterals)
}

function isNode(value: unknown): value is TypedNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'span' in value && 'class' in value
}
