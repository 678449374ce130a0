/** Schemas of templates and of what is done with them. */
import { largestTemplate, type JsonSchema } from '@tessera/metadata'
import { acceptSchema, planSchema } from '../changes/change-schemas.js'
import { answerShape, idSchema, shape } from '../schemas.js'

const text: JsonSchema = { type: 'string' }
const count: JsonSchema = { type: 'integer' }
const textOrNull: JsonSchema = { type: ['string', 'null'] }
export const labelSchema: JsonSchema = { anyOf: [text, answerShape({ 'zh-CN': text, en: text })] }

export const templateKeySchema: JsonSchema = { type: 'string', pattern: '^[a-z][a-z0-9-]{0,39}$', examples: ['crm'] }
export const versionSchema: JsonSchema = { type: 'string', pattern: '^\\d{1,5}\\.\\d{1,5}\\.\\d{1,5}$' }

/** A packed template. */
export const PACKAGE_BODY = { bodyBytes: largestTemplate } as const
export const packageSchema: JsonSchema = { type: 'object' }

const needSchema = answerShape({ key: text, version: text, met: { type: 'boolean' } })

const entryProperties: Readonly<Record<string, JsonSchema>> = {
  key: text,
  title: labelSchema,
  summary: labelSchema,
  icon: textOrNull,
  group: textOrNull,
  version: textOrNull,
  source: { type: ['string', 'null'], enum: ['bundled', 'uploaded', null] },
  installed: {
    anyOf: [
      { type: 'null' },
      answerShape({ version: text, at: { type: 'string', format: 'date-time' }, revision: count, sample: count }),
    ],
  },
  upgrade: { type: 'boolean' },
  needs: { type: 'array', items: needSchema },
  counts: answerShape({
    objects: count,
    views: count,
    roles: count,
    workflows: count,
    records: count,
    scenarios: count,
  }),
}

export const entrySchema = answerShape(entryProperties)

const list = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'array',
  items: answerShape(properties),
})

export const detailSchema = answerShape({
  ...entryProperties,
  asks: {
    type: 'array',
    items: answerShape({ key: text, type: text, label: labelSchema, help: labelSchema }, ['help']),
  },
  opens: textOrNull,
  notes: { anyOf: [{ type: 'null' }, labelSchema] },
  documents: list({ kind: text, key: text, label: labelSchema }),
  scenarios: list({ key: text, label: labelSchema }),
  sample: list({ object: text, label: labelSchema, records: count }),
  sampleLeft: list({ object: text, records: count }),
})

export const checkSchema = answerShape({
  key: textOrNull,
  version: textOrNull,
  problems: { type: 'array', items: answerShape({ path: text, code: text, message: text, hint: text }, ['hint']) },
})

const choices = (values: readonly string[]): JsonSchema => ({
  type: 'object',
  maxProperties: 2000,
  propertyNames: { type: 'string', maxLength: 400 },
  additionalProperties: { type: 'string', enum: values },
})

/** What people decide; see `TemplateRequest`. */
export const requestProperties: Readonly<Record<string, JsonSchema>> = {
  taken: choices(['both', 'mine']),
  decisions: choices(['mine', 'theirs']),
  answers: { type: 'object', maxProperties: 50, additionalProperties: idSchema },
  sample: { type: 'boolean' },
  accept: acceptSchema,
}

export const requestSchema = shape(requestProperties)

const place = { kind: text, key: text, label: labelSchema, part: text, property: text }

export const templatePlanSchema = answerShape({
  action: { type: 'string', enum: ['install', 'upgrade', 'uninstall'] },
  from: textOrNull,
  to: textOrNull,
  taken: list({ kind: text, key: text, label: labelSchema, mine: labelSchema, instead: text }),
  conflicts: list({ id: text, ...place, base: {}, mine: {}, theirs: {} }),
  kept: list(place),
  moved: list(place),
  left: list({ kind: text, key: text, problems: { type: 'array' } }),
  plan: planSchema,
})

export const responseSchema = answerShape({ revision: count, plan: templatePlanSchema, job: text }, ['job'])
