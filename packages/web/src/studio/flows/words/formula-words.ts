import { compile, explain, type Expression, type TypedNode } from '@tessera/formula'
import type { Locale } from '@tessera/metadata'
import type { FlowWorld } from '../flow-world'
import { labelledScope, labelOfPlacedId } from './labelled-scope'

const someRecord = { 'zh-CN': '所选记录', en: 'the chosen record' } as const

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
  return recordIds(tree).reduce(
    (said, id) => said.replaceAll(id, titleOf?.(id) ?? someRecord[locale]),
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

/** Ids of the records a formula names. */
export function recordIds(tree: TypedNode): readonly string[] {
  if (tree.kind === 'literal') {
    return tree.type.kind === 'record' && typeof tree.value === 'string' ? [tree.value] : []
  }
  const children = Object.values(tree).flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]))
  return children.filter(isNode).flatMap(recordIds)
}

function isNode(value: unknown): value is TypedNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'span' in value && 'class' in value
}
