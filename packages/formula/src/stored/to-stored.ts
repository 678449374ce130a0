import { walk } from '../check/walk.js'
import { compile } from '../compile.js'
import type { Wanted } from '../compile.js'
import { objectMark } from '../source/tokenize.js'
import type { FormulaProblem, Span } from '../types/formula-problem.js'
import type { Scope } from '../types/scope.js'

/**
 * The stored form: the same text with `@{fieldId}` in place of names, `@{object:id}` in place of objects and `@"fieldId/optionId"` in place of option
 * literals; white space and everything else stays. Takes the written and the stored form; `want` as for `compile`, so that
 * a default such as `"new"` is known to be an option.
 *
 * Errors: every problem of `compile`; then there is no stored form.
 */
export function toStored(
  text: string,
  scope: Scope,
  want: Wanted = {},
): { readonly stored?: string; readonly problems: readonly FormulaProblem[] } {
  const { expression, problems } = compile(text, scope, want)
  if (expression === undefined || problems.length > 0) return { problems }
  const replacements = new Map<number, { readonly span: Span; readonly by: string }>()
  walk(expression.tree, (node) => {
    if (node.kind === 'path') {
      for (const [index, span] of node.stepSpans.entries()) {
        const step = node.path[index]
        replacements.set(span.start, { span, by: `@{${step?.of ?? step?.field}}` })
      }
      for (const { span, object } of node.objectSpans)
        replacements.set(span.start, { span, by: `@{${objectMark}${object}}` })
    }
    if (node.kind === 'literal' && node.optionId !== undefined && node.type.kind === 'option') {
      replacements.set(node.span.start, { span: node.span, by: `@"${node.type.field}/${node.optionId}"` })
    }
  })
  return { stored: splice(text, [...replacements.values()]), problems: [] }
}

/** The text with pieces replaced; pieces do not overlap. */
export function splice(text: string, replacements: readonly { readonly span: Span; readonly by: string }[]): string {
  let result = ''
  let end = 0
  for (const { span, by } of [...replacements].sort((a, b) => a.span.start - b.span.start)) {
    result += text.slice(end, span.start) + by
    end = span.end
  }
  return result + text.slice(end)
}
