import { localizeFieldProblem, type FieldProblem, type Locale, type TemplateCheck } from '@tessera/metadata'
import { isObject } from '../../templates/pack-template-folder.js'

/** What is wrong with a package that somebody sent; nothing is taken for granted about it. */
export function checkAnswer(sent: object, problems: readonly FieldProblem[], locale: Locale): TemplateCheck {
  const manifest = isObject(sent) ? sent['manifest'] : undefined
  const text = (name: string): string | null => {
    const value = isObject(manifest) ? manifest[name] : undefined
    return typeof value === 'string' && value.length <= 60 ? value : null
  }
  return {
    key: text('key'),
    version: text('version'),
    problems: problems.map((problem) => localizeFieldProblem(problem, locale)),
  }
}
