import type { ApiProblem } from '@/api/problem'
import { labelOf } from '@/app/i18n'

/** What a refusal says about one place, for example a field. */
export function messageAt(problem: ApiProblem | undefined, path: string): string | undefined {
  const found = problem?.errors.find((one) => one.path === path)
  return found === undefined ? undefined : labelOf(found.message)
}

/** The first thing a refusal says: about a place where it names one, else about the whole. */
export function firstMessage(problem: ApiProblem): string {
  return labelOf(problem.errors[0]?.message, problem.detail)
}
