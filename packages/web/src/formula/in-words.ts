import { compile, explain, type Expression } from '@tessera/formula'
import { localize, type Locale, type Localized } from '@tessera/metadata'
import type { ObjectModel } from '@/model/objects'
import { formulaScope } from './scope'

/**
 * A condition in plain words, with the fields called what they are called; undefined where it cannot be read.
 *
 * @param root key of the object it is about
 */
export function conditionInWords(
  text: string,
  objects: ReadonlyMap<string, ObjectModel>,
  root: string,
  locale: Locale,
): string | undefined {
  const { expression } = compile(text, formulaScope(objects, root, { me: true, old: false }), { type: 'boolean' })
  return expression && expressionInWords(expression, objects, locale)
}

/** What an expression says in plain words. */
export function expressionInWords(
  expression: Expression,
  objects: ReadonlyMap<string, ObjectModel>,
  locale: Locale,
): string {
  const labels = labelsIn(expression, objects, locale)
  return explain(expression, locale, {
    field: (id) => labels.get(id) ?? id,
    option: (field, option) => optionLabel(objects, field, option, locale),
  })
}

/** What a reader of this language calls an option; types carry Chinese labels alone. */
function optionLabel(
  objects: ReadonlyMap<string, ObjectModel>,
  field: string,
  option: string,
  locale: Locale,
): string | undefined {
  for (const { fields } of objects.values()) {
    const options: unknown = fields.find(({ id }) => id === field)?.document.options
    if (!Array.isArray(options)) continue
    const known = options as readonly { readonly id?: string; readonly key: string; readonly label: Localized }[]
    const found = known.find(({ id, key }) => (id ?? key) === option)
    if (found !== undefined) return localize(found.label, locale)
  }
  return undefined
}

/** Labels of the fields that an expression reads, by their ids. */
function labelsIn(
  expression: Expression,
  objects: ReadonlyMap<string, ObjectModel>,
  locale: Locale,
): ReadonlyMap<string, string> {
  const byId = new Map([...objects.values()].map((object) => [object.id, object]))
  const steps = [...expression.paths, ...expression.mePaths].flat()
  return new Map(
    steps.map(({ object, field, key }) => {
      const label = byId.get(object)?.fieldsByKey.get(key)?.label
      return [field, label === undefined ? key : localize(label, locale)]
    }),
  )
}
