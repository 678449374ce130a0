import { localize, localizeFieldProblem, type JsonSchema, type Locale, type RecordStages } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, NO_BODY } from '../schemas.js'
import { recordParams } from './record-schemas.js'

const text: JsonSchema = { type: 'string' }
const textOrNull: JsonSchema = { type: ['string', 'null'] }
const numberOrNull: JsonSchema = { type: ['number', 'null'] }

const problemSchema: JsonSchema = answerShape({ path: text, code: text, message: text, hint: text }, ['hint'])

const stepSchema: JsonSchema = answerShape({
  stage: text,
  label: text,
  kind: { type: 'string', enum: ['open', 'won', 'lost'] },
  probability: numberOrNull,
  days: numberOrNull,
  seconds: { type: 'integer' },
  visits: { type: 'integer' },
  allowed: { type: 'boolean' },
  problems: { type: 'array', items: problemSchema },
})

const setSchema: JsonSchema = answerShape({
  key: text,
  label: text,
  field: text,
  stage: textOrNull,
  since: textOrNull,
  movable: { type: 'boolean' },
  steps: { type: 'array', items: stepSchema },
})

/** The stages a record goes through: where it is, since when, and what each move would be refused with. */
export const getStages = defineRoute<{ params: { object: string; id: string } }>({
  method: 'GET',
  path: '/api/records/:object/:id/stages',
  tag: 'records',
  name: 'getStages',
  policy: 'account',
  summary: { 'zh-CN': '记录的阶段与可行的推进', en: 'Stages of a record and its possible moves' },
  input: { params: recordParams, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'One set per field with stages',
      schema: answerShape({ sets: { type: 'array', items: setSchema } }),
    },
  },
  handler: async ({ actor, params, locale }, { engine }) =>
    json(200, localizeStages(await engine.records.stages(actor, params.object, params.id), locale)),
})

function localizeStages({ sets }: RecordStages, locale: Locale): RecordStages {
  return {
    sets: sets.map((set) => ({
      ...set,
      label: localize(set.label, locale),
      steps: set.steps.map((step) => ({
        ...step,
        label: localize(step.label, locale),
        problems: step.problems.map((problem) => localizeFieldProblem(problem, locale)),
      })),
    })),
  }
}
