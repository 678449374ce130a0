/** Schemas of runs, and their problems in the caller's language. */
import {
  localizeFieldProblem,
  type FieldProblem,
  type JsonSchema,
  type Locale,
  type RunDetail,
  type RunEntry,
  type RunStep,
} from '@tessera/metadata'
import { answerShape, instantSchema } from '../schemas.js'

const text: JsonSchema = { type: 'string' }
const textOrNull: JsonSchema = { type: ['string', 'null'] }
const problem: JsonSchema = { type: 'object' }

export const runStateSchema: JsonSchema = {
  type: 'string',
  enum: ['waiting', 'running', 'done', 'failed', 'limited', 'cancelled'],
}

const entryProperties: Readonly<Record<string, JsonSchema>> = {
  id: text,
  workflow: text,
  version: { type: 'integer' },
  state: runStateSchema,
  record: answerShape({ object: text, id: text, title: textOrNull }),
  node: text,
  startedAt: instantSchema,
  finishedAt: textOrNull,
  dueAt: textOrNull,
  error: problem,
}

const optional = ['record', 'node', 'dueAt', 'error']

export const runSchema = answerShape(entryProperties, optional)

export const stepSchema = answerShape(
  {
    node: text,
    type: text,
    state: { type: 'string', enum: ['done', 'failed', 'waiting', 'skipped'] },
    attempt: { type: 'integer' },
    at: instantSchema,
    port: text,
    input: {},
    output: {},
    error: problem,
  },
  ['port', 'input', 'output', 'error'],
)

const valuesSchema: JsonSchema = { type: ['object', 'null'] }

export const runDetailSchema = answerShape(
  {
    ...entryProperties,
    steps: { type: 'array', items: stepSchema },
    trigger: answerShape({ before: valuesSchema, after: valuesSchema }),
  },
  optional,
)

/** A run or a step whose problem is in the caller's language. */
export function localizeRun<R extends RunEntry | RunStep>(run: R, locale: Locale): R {
  const { error } = run as { readonly error?: FieldProblem }
  return error === undefined ? run : { ...run, error: localizeFieldProblem(error, locale) }
}

/** A run with its steps, all problems in the caller's language. */
export function localizeDetail(run: RunDetail, locale: Locale): RunDetail {
  return { ...localizeRun(run, locale), steps: run.steps.map((step) => localizeRun(step, locale)) }
}
