import {
  compile,
  type ExpressionClass,
  type Expression,
  type FormulaProblem,
  type Span,
  type Wanted,
} from '@tessera/formula'
import { locales, localize, type Locale } from '@tessera/metadata'
import { expressionInWords } from '@/formula/in-words'
import { formulaScope } from '@/formula/scope'
import { objectAt, type FormulaWorld } from './resolve-path'
import { placeAt } from './formula-place'

/** One thing wrong with a formula, in one language, with the text that would repair it. */
export interface ShownProblem {
  readonly code: string
  readonly span: Span
  readonly message: string
  readonly hint: string | undefined
  readonly fix: string | undefined
}

export interface CheckedFormula {
  readonly expression: Expression | undefined
  readonly problems: readonly ShownProblem[]
  /** The formula in plain words. */
  readonly words: string
}

export interface FormulaWanted {
  readonly type: Wanted['type'] | undefined
  readonly maxClass: ExpressionClass | undefined
}

/** Reads and checks a formula as the server will: its problems, and what it says in plain words. Never throws. */
export function checkFormula(text: string, world: FormulaWorld, want: FormulaWanted, locale: Locale): CheckedFormula {
  const scope = formulaScope(world.objects, world.object, world.allow)
  const { expression, problems } = compile(text, scope, {
    type: want.type ?? 'any',
    ...(want.maxClass === undefined ? {} : { maxClass: want.maxClass }),
  })
  return {
    expression: problems.length === 0 ? expression : undefined,
    problems: problems.map((problem) => shownProblem(problem, text, world, locale)),
    words: expression === undefined ? '' : expressionInWords(expression, world.objects, locale),
  }
}

function shownProblem(problem: FormulaProblem, text: string, world: FormulaWorld, locale: Locale): ShownProblem {
  return {
    code: problem.code,
    span: problem.span,
    message: spoken(problem.message[locale], locale),
    hint: problem.hint === undefined ? undefined : spoken(problem.hint[locale], locale),
    fix: (problem.code === 'formula.unknown_name' ? keyOfLabel(problem.span, text, world) : undefined) ?? problem.fix,
  }
}

/** Code in a sentence stands between backticks; people read quotation marks. */
function spoken(sentence: string, locale: Locale): string {
  return locale === 'en' ? sentence.replaceAll(/`([^`]+)`/g, '“$1”') : sentence.replaceAll(/ ?`([^`]+)` ?/g, '「$1」')
}

/** The key of the field whose label was written in place of it: people know 金额, not `amount`. */
function keyOfLabel({ start, end }: Span, text: string, world: FormulaWorld): string | undefined {
  const place = placeAt(text, start)
  const object = place.path === undefined ? world.objects.get(world.object) : objectAt(world, place.path)
  const written = text.slice(start, end).toLowerCase()
  return object?.fields.find(({ label }) => locales.some((locale) => localize(label, locale).toLowerCase() === written))
    ?.key
}
