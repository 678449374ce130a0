/**
 * Errors: one table, code → status, who acts, sentences in both languages. `problems/` holds its parts by group,
 * `app-error.ts` what is thrown, `field-problem.ts` the entries of `errors`, `to-problem-body.ts` the answer.
 */
import { isTexts, localize, type Locale, type Texts } from '../text/localized.js'
import type { ProblemDefinition, RenderedDetails } from './define-problem.js'
import { accessProblems } from './problems/access.js'
import { documentProblems } from './problems/document.js'
import { draftProblems } from './problems/draft.js'
import { exportProblems } from './problems/export.js'
import { fieldProblems } from './problems/field.js'
import { fileProblems } from './problems/file.js'
import { mergeProblems } from './problems/merge.js'
import { personalProblems } from './problems/personal.js'
import { secretProblems } from './problems/secret.js'
import { recordProblems } from './problems/record.js'
import { requestProblems } from './problems/request.js'
import { runProblems } from './problems/run.js'
import { schemaProblems } from './problems/schema.js'
import { signInProblems } from './problems/sign-in.js'
import { stageProblems } from './problems/stage.js'
import { installingProblems } from './problems/installing.js'
import { templateProblems } from './problems/template.js'
import { workflowProblems } from './problems/workflow.js'

/** Every problem the product can answer with: code → status, who acts, sentences in both languages. */
export const problems = {
  ...requestProblems,
  ...recordProblems,
  ...mergeProblems,
  ...exportProblems,
  ...personalProblems,
  ...secretProblems,
  ...fieldProblems,
  ...fileProblems,
  ...accessProblems,
  ...signInProblems,
  ...documentProblems,
  ...schemaProblems,
  ...draftProblems,
  ...stageProblems,
  ...runProblems,
  ...workflowProblems,
  ...installingProblems,
  ...templateProblems,
} as const

export type ProblemCode = keyof typeof problems

/** Shape of the details a code needs for its sentences. */
export type ProblemDetails<C extends ProblemCode> = (typeof problems)[C] extends ProblemDefinition<infer D> ? D : never

/** A code with its details, before anyone knows where it happened. Details may be left out where none is needed. */
export type AnyProblem = {
  readonly [C in ProblemCode]: Readonly<Record<never, never>> extends ProblemDetails<C>
    ? { readonly code: C; readonly details?: ProblemDetails<C> }
    : { readonly code: C; readonly details: ProblemDetails<C> }
}[ProblemCode]

/** Arguments after a code: the details, optional where no detail is needed. */
export type DetailArguments<C extends ProblemCode> =
  Readonly<Record<never, never>> extends ProblemDetails<C>
    ? readonly [details?: ProblemDetails<C>]
    : readonly [details: ProblemDetails<C>]

/** True when `code` is a row of the table; `formula.*`, `rule.<key>`, `criterion.<key>` and `workflow.<key>` codes are not. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code)
}

/** The row of a code with its detail type erased: `details` must come from a typed source. */
export function problemDefinition(code: ProblemCode): ProblemDefinition<object> {
  return problems[code] as unknown as ProblemDefinition<object>
}

/** The sentence of a problem in every language. */
export function describeProblem(code: ProblemCode, details: object = {}): Texts {
  const { message } = problemDefinition(code)
  return { 'zh-CN': message['zh-CN'](render(details, 'zh-CN')), en: message.en(render(details, 'en')) }
}

/** What to do about a problem, in every language; undefined when the table has no proposal. */
export function hintOfProblem(code: ProblemCode, details: object = {}): Texts | undefined {
  const { hint } = problemDefinition(code)
  if (hint === undefined || isTexts(hint)) return hint
  return { 'zh-CN': hint['zh-CN'](render(details, 'zh-CN')), en: hint.en(render(details, 'en')) }
}

function render(details: object, locale: Locale): RenderedDetails<object> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]: [string, unknown]) => [
      name,
      isTexts(value) ? localize(value, locale) : value,
    ]),
  )
}
