import { AppError } from '@tessera/metadata'
import type { Draft } from './draft.js'
import { refuse } from './parse-values.js'

/** Refusals that are an answer of their own, in the order they count; anything else is a list of problems. */
const ownAnswers = [
  'record.not_found',
  'access.denied',
  'record.changed',
  'record.out_of_scope',
  'record.referenced',
  'record.duplicate',
  'record.overlaps',
] as const

/** What a write is refused with for the problems of its drafts, the same whichever way it goes; undefined: nothing speaks against it. */
export function refusalOf(drafts: readonly Draft[], batch: boolean): AppError | undefined {
  const problems = drafts.flatMap((draft) => draft.problems)
  if (problems.length === 0) return undefined
  const code = ownAnswers.find((own) => problems.some((problem) => problem.code === own))
  if (code === 'record.changed') return new AppError(code).with({ errors: problems.slice(0, 100) })
  if (batch || code === undefined) return refuse(problems, batch)
  if (code === 'record.referenced' || code === 'record.out_of_scope')
    return new AppError(code).with({ errors: problems.slice(0, 100) })
  if (code !== 'record.duplicate' && code !== 'record.overlaps') return new AppError(code)
  const first = problems.find((problem) => problem.code === code)
  const duplicates = drafts.find((draft) => draft.duplicates !== undefined)?.duplicates
  const more = duplicates === undefined ? {} : { duplicates }
  return new AppError(code, first === undefined ? {} : { message: first.message }).with({ errors: problems, ...more })
}
