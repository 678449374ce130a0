/** Schemas of changes and plans. */
import type { JsonSchema } from '@tessera/metadata'
import { answerShape, idSchema, keySchema, revisionSchema, shape } from '../schemas.js'

const putSchema = shape({ op: { const: 'put' }, document: { type: 'object' } }, ['op', 'document'])
const deleteSchema = shape({ op: { const: 'delete' }, kind: keySchema, key: keySchema }, ['op', 'kind', 'key'])

/** The whole of one change is checked by `op`, so that problems name what is wrong with that kind of change. */
const changeSchema: JsonSchema = {
  type: 'object',
  required: ['op'],
  properties: { op: { type: 'string', enum: ['put', 'delete'] } },
  if: { properties: { op: { const: 'put' } } },
  then: putSchema,
  else: { if: { properties: { op: { const: 'delete' } } }, then: deleteSchema },
}

export const changesSchema: JsonSchema = { type: 'array', items: changeSchema, minItems: 1, maxItems: 1000 }
export const baseSchema: JsonSchema = { ...revisionSchema, minimum: 0 }
export const acceptSchema: JsonSchema = { type: 'array', items: { type: 'string', maxLength: 200 }, maxItems: 1000 }

const text: JsonSchema = { type: 'string' }
const count: JsonSchema = { type: 'number' }

export const planSchema: JsonSchema = answerShape({
  base: { type: 'integer' },
  steps: {
    type: 'array',
    items: answerShape(
      {
        do: text,
        object: text,
        field: text,
        label: text,
        lock: { type: 'string', enum: ['none', 'short', 'background'] },
        rows: count,
        ms: count,
      },
      ['field'],
    ),
  },
  hazards: {
    type: 'array',
    items: answerShape({
      id: text,
      severity: { type: 'string', enum: ['block', 'warn', 'info'] },
      message: text,
      rows: count,
      samples: {
        type: 'array',
        items: answerShape({ id: idSchema, title: { type: ['string', 'null'] }, value: {}, reason: text }),
      },
    }),
  },
  usages: { type: 'array', items: answerShape({ kind: text, key: text, path: text, label: text }) },
})

export const publishAnswerSchema: JsonSchema = answerShape(
  { revision: { type: 'integer' }, plan: planSchema, job: text, pending: { const: true } },
  ['job', 'pending'],
)

const entryProperties: Readonly<Record<string, JsonSchema>> = {
  revision: { type: 'integer' },
  base: { type: 'integer' },
  author: answerShape({ id: text, title: text }),
  at: { type: 'string', format: 'date-time' },
  message: { type: ['string', 'null'] },
  undoes: { type: 'integer' },
  summary: {
    type: 'array',
    items: answerShape(
      {
        op: { type: 'string', enum: ['add', 'change', 'hide', 'restore'] },
        kind: text,
        key: text,
        field: text,
        label: text,
      },
      ['field'],
    ),
  },
}

export const changeEntrySchema: JsonSchema = answerShape(entryProperties, ['undoes', 'message'])
export const changeDetailSchema: JsonSchema = answerShape(
  {
    ...entryProperties,
    changes: { type: 'array', items: { type: 'object' } },
    documents: {
      type: 'array',
      items: answerShape({ before: { type: ['object', 'null'] }, after: { type: ['object', 'null'] } }),
    },
    plan: planSchema,
  },
  ['undoes', 'message'],
)
