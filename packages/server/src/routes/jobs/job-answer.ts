import type { AssignResult } from '@tessera/engine'
import { localizeFieldProblem, type FieldProblem, type JobAnswer, type JsonSchema, type Locale } from '@tessera/metadata'
import { answerShape } from '../schemas.js'

const text: JsonSchema = { type: 'string' }
const instantOrNull: JsonSchema = { type: ['string', 'null'] }

export const jobSchema: JsonSchema = answerShape(
  {
    id: text,
    kind: text,
    state: { type: 'string', enum: ['queued', 'running', 'done', 'failed', 'aborted'] },
    done: { type: 'number' },
    total: { type: 'number' },
    startedAt: instantOrNull,
    finishedAt: instantOrNull,
    error: { type: 'object' },
    result: {},
  },
  ['error', 'result', 'startedAt', 'finishedAt'],
)

/** A job whose error, and whose refused records, are told in the caller's language. */
export function localizeJob(job: JobAnswer, locale: Locale): JobAnswer {
  const told = job.error === undefined ? job : { ...job, error: localizeFieldProblem(job.error, locale) }
  if (job.kind === 'sampleRemove' && job.result !== undefined) {
    const removed = job.result as { readonly problems: readonly FieldProblem[] }
    const problems = removed.problems.map((problem) => localizeFieldProblem(problem, locale))
    return { ...told, result: { ...removed, problems } }
  }
  const result = job.kind === 'handOver' ? (job.result as AssignResult | undefined) : undefined
  if (result === undefined) return told
  const problems = result.problems.map(({ problem, ...record }) => ({
    ...record,
    problem: localizeFieldProblem(problem, locale),
  }))
  return { ...told, result: { ...result, problems } }
}
