import { localizeFieldProblem, type JobAnswer, type JsonSchema, type Locale } from '@tessera/metadata'
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

/** A job whose error is in the caller's language. */
export function localizeJob(job: JobAnswer, locale: Locale): JobAnswer {
  return job.error === undefined ? job : { ...job, error: localizeFieldProblem(job.error, locale) }
}
