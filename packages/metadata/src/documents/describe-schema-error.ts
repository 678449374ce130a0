import type { AnySchemaObject, ErrorObject } from 'ajv/dist/2020.js'
import { makeFieldProblem, type FieldProblem } from '../errors/field-problem.js'
import type { JsonType } from '../errors/problems/document.js'
import { nearest } from '../text/nearest.js'
import { shownText } from '../text/shown-text.js'
import { toPointer } from '../text/json-pointer.js'
import { keyPattern, ruleKeyPattern } from './keys.js'

/**
 * A refusal of ajv in our words. `pointer` leads to the value the schema was asked about; ajv's own path goes on from it.
 * ajv must run with `verbose`, so that proposals can be made from the schema around the error.
 */
export function describeSchemaError(error: ErrorObject, pointer: string): FieldProblem | undefined {
  const path = pointer + error.instancePath
  const describe = sentences[error.keyword]
  return describe === undefined ? makeFieldProblem(path, 'document.refused') : describe(error, path)
}

type Describe = (error: ErrorObject, path: string) => FieldProblem | undefined

const sentences: Readonly<Record<string, Describe>> = {
  required: ({ params }, path) => {
    const name = String(params.missingProperty)
    return makeFieldProblem(path + toPointer([name]), 'document.missing', { name })
  },
  type: ({ params }, path) => {
    const expected = (Array.isArray(params.type) ? params.type : [params.type]) as readonly JsonType[]
    return makeFieldProblem(path, 'document.type', { expected })
  },
  additionalProperties: ({ params, parentSchema }, path) =>
    unknownProperty(path, String(params.additionalProperty), Object.keys(parentSchema?.properties ?? {})),
  unevaluatedProperties: ({ params, parentSchema }, path) =>
    unknownProperty(path, String(params.unevaluatedProperty), Object.keys(parentSchema?.properties ?? {})),
  propertyNames: () => undefined,
  enum: ({ params, data }, path) => notAllowed(path, data, params.allowedValues as readonly unknown[]),
  const: ({ params, data }, path) => notAllowed(path, data, [params.allowedValue]),
  discriminator: ({ params, parentSchema }, path) =>
    params.tagValue === undefined
      ? makeFieldProblem(path + toPointer([String(params.tag)]), 'document.missing', { name: String(params.tag) })
      : notAllowed(path + toPointer([String(params.tag)]), params.tagValue, tagValues(parentSchema)),
  pattern: ({ params, data, parentSchema }, path) => {
    if (params.pattern === keyPattern) return makeFieldProblem(path, 'document.key_form', { key: short(data) })
    if (params.pattern === ruleKeyPattern) return makeFieldProblem(path, 'document.rule_key_form', { key: short(data) })
    const [example] = (parentSchema?.examples ?? []) as readonly unknown[]
    const details = { pattern: String(params.pattern), example: example === undefined ? undefined : short(example) }
    return makeFieldProblem(path, 'document.pattern', details)
  },
  format: ({ params }, path) => makeFieldProblem(path, 'document.format', { format: String(params.format) }),
  maxLength: ({ params }, path) => makeFieldProblem(path, 'document.too_long', { max: Number(params.limit) }),
  minLength: ({ params }, path) => makeFieldProblem(path, 'document.too_short', { min: Number(params.limit) }),
  maxItems: ({ params }, path) => makeFieldProblem(path, 'document.too_many', { max: Number(params.limit) }),
  minItems: ({ params }, path) => makeFieldProblem(path, 'document.too_few', { min: Number(params.limit) }),
  maximum: ({ params }, path) => makeFieldProblem(path, 'document.too_large', { max: Number(params.limit) }),
  minimum: ({ params }, path) => makeFieldProblem(path, 'document.too_small', { min: Number(params.limit) }),
  uniqueItems: ({ params, data }, path) => {
    const index = Math.max(Number(params.i), Number(params.j))
    return makeFieldProblem(path + toPointer([index]), 'document.item_repeated', {
      value: short((data as readonly unknown[])[index]),
    })
  },
  // The branches of these report what is wrong themselves.
  anyOf: () => undefined,
  if: () => undefined,
}

function unknownProperty(path: string, name: string, known: readonly string[]): FieldProblem {
  return makeFieldProblem(path + toPointer([name]), 'document.unknown_property', {
    name: short(name),
    didYouMean: nearest(name, known),
  })
}

function notAllowed(path: string, data: unknown, values: readonly unknown[]): FieldProblem {
  const allowed = values.map(short)
  const value = short(data)
  return makeFieldProblem(path, 'document.not_allowed', { value, allowed, didYouMean: nearest(value, allowed) })
}

/** Tags of the branches: a branch is named like its tag. */
function tagValues(schema: AnySchemaObject | undefined): readonly string[] {
  const branches = (schema?.oneOf ?? []) as readonly { readonly $ref?: string }[]
  return branches.map(({ $ref = '' }) => $ref.slice($ref.lastIndexOf('/') + 1))
}

/** A value inside a sentence: its text, at most 60 characters. */
function short(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return shownText(text)
}
