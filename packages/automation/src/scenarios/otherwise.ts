import type { AppError } from '@tessera/metadata'
import { describeProblem, localize, type Localized, type ScenarioRefusal, type Texts } from '@tessera/metadata'

/** Thrown where a scenario goes otherwise than it says: the sentence names what was expected and what was there. */
export class Otherwise extends Error {
  constructor(readonly texts: Texts) {
    super(texts.en)
  }
}

export const otherwise = (chinese: string, english: string): Otherwise =>
  new Otherwise({ 'zh-CN': chinese, en: english })

/** A problem of a refusal, by what scenarios name. */
export interface RefusedFor {
  readonly code: string
  /** Key of a field, or of a place below one. */
  readonly path: string
  readonly message: Localized
}

/** What an error says, each problem on its own; the error itself where it has none. */
export function problemsOf(error: AppError): readonly RefusedFor[] {
  const { errors = [], code, details } = error
  if (errors.length > 0) return errors
  return [{ code, path: '', message: describeProblem(code, details) }]
}

/** A refusal in words: the sentences, and behind each what a scenario would name it by. */
export function wordsOf(error: AppError): Texts {
  const words = (write: (problem: RefusedFor) => string): string => problemsOf(error).slice(0, 3).map(write).join(' ')
  const names = ({ code, path }: RefusedFor): string => (path === '' ? code : `${code} ${path}`)
  return {
    'zh-CN': words((problem) => `${localize(problem.message, 'zh-CN')}（${names(problem)}）`),
    en: words((problem) => `${localize(problem.message, 'en')} (${names(problem)})`),
  }
}

/**
 * Was it refused as it should be? One of the problems must fit in everything that is named; a code may also be that of the whole
 * refusal.
 */
export function isRefusedFor(error: AppError, { code, field, message }: ScenarioRefusal): boolean {
  return problemsOf(error).some(
    (problem) =>
      (code === undefined || code === problem.code || code === error.code) &&
      (field === undefined || field === problem.path || problem.path.startsWith(`${field}/`)) &&
      (message === undefined || localize(problem.message, 'zh-CN').includes(message)),
  )
}
