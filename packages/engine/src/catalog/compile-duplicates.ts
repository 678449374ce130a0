import { compile } from '@tessera/formula'
import type { Expression } from '@tessera/formula'
import { describeProblem } from '@tessera/metadata'
import type { CatalogDuplicates } from './catalog.js'
import type { Report } from './compile-stages.js'
import { encryptedField, encryptedProblem } from '../encryption/seal-condition.js'
import { scopeOf } from './formula-scope.js'
import type { ObjectShell, TypeWorld } from './formula-scope.js'
import type { DuplicatesBody, ObjectBody } from './object-body.js'

/** What `similar` asks for when the rule does not say. */
const usualThreshold = 0.7

/**
 * The rules by which records are probably the same. `when` is judged on two records at once, so it may only read the record itself:
 * `reference.wrong_type` for a path over a lookup.
 */
export function compileDuplicates(
  body: ObjectBody,
  shell: ObjectShell,
  types: TypeWorld,
  report: Report,
): CatalogDuplicates[] {
  return (body.duplicates ?? []).map((rule, index) => ({
    id: rule.id,
    key: rule.key,
    label: rule.label,
    fields: rule.fields.flatMap(({ field: id, match, threshold = usualThreshold }) => {
      const field = shell.byId.get(id)
      return field === undefined ? [] : [{ field, match, threshold }]
    }),
    when: compileWhen(body, rule, types, (problem) => report(`/duplicates/${index}/when`, problem)),
    action: rule.action,
    message: rule.message,
  }))
}

function compileWhen(
  body: ObjectBody,
  { when }: DuplicatesBody,
  types: TypeWorld,
  report: (problem: Parameters<Report>[1]) => void,
): Expression | undefined {
  if (when === undefined) return undefined
  const { expression, problems } = compile(when, scopeOf(types, body.id, { me: false, old: false }), {
    type: 'boolean',
  })
  for (const problem of problems) report(problem)
  if (expression?.paths.some((path) => path.length > 1) === true)
    report({
      code: 'reference.wrong_type',
      message: describeProblem('reference.wrong_type', {
        name: when,
        expected: { 'zh-CN': '只涉及本记录字段的条件', en: 'a condition over fields of the record itself' },
      }),
    })
  const fieldOf = (object: string, id: string) => types.objects.get(object)?.byId.get(id)
  const sealed = expression === undefined ? undefined : encryptedField(expression, fieldOf)
  if (sealed !== undefined) report(encryptedProblem(sealed.label))
  return expression
}
