import { checkText } from '../documents/checks/check-text.js'
import { isJsonObject } from '../documents/checks/parts.js'
import { makeFieldProblem, type FieldProblem } from '../errors/field-problem.js'
import { toPointer, type JsonPath } from '../text/json-pointer.js'
import { checkTemplateSchema } from './template-validator.js'
import { largestTemplate, templateFormat } from './template.js'

type JsonObject = Readonly<Record<string, unknown>>

/**
 * Whether a value is a package at all: nothing that cannot be stored or would reach a prototype, no nesting beyond reason, no newer
 * format, not too large, every list and property of the right form. Documents are only looked at as far as kind and key go. Everything
 * after this check may rely on the shape of `TemplatePackage`.
 *
 * Errors: `text.invalid`, `template.control_character`, `template.newer`, `template.too_large`, `template.scenario_step`, `document.*`.
 */
export function checkShape(json: unknown): readonly FieldProblem[] {
  const inText = checkText(json)
  if (inText.length > 0) return inText
  if (!isJsonObject(json)) return [makeFieldProblem('', 'document.type', { expected: ['object'] })]
  const { format } = json
  if (typeof format === 'number' && Number.isInteger(format) && format > templateFormat) {
    // What a newer format looks like nobody here knows: nothing else is said.
    return [makeFieldProblem('/format', 'template.newer', { format, known: templateFormat })]
  }
  if (bytesOf(json) > largestTemplate) {
    return [makeFieldProblem('', 'template.too_large', { limitBytes: largestTemplate })]
  }
  const characters = checkCharacters(json)
  return characters.length > 0 ? characters : checkSchemas(json)
}

/** Bytes of a value as JSON in UTF-8; it is known not to nest beyond reason. */
function bytesOf(json: unknown): number {
  return new TextEncoder().encode(JSON.stringify(json)).length
}

const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

/** Control characters move cursors and colours of terminals, and marks of direction make a text look like another one. */
function checkCharacters(json: unknown): readonly FieldProblem[] {
  const problems: FieldProblem[] = []
  const open: { readonly value: unknown; readonly path: JsonPath }[] = [{ value: json, path: [] }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next
    if (typeof value === 'string' && control.test(value)) {
      problems.push(makeFieldProblem(toPointer(path), 'template.control_character'))
    }
    if (typeof value !== 'object' || value === null) continue
    for (const [name, member] of Object.entries(value)) {
      if (control.test(name)) problems.push(makeFieldProblem(toPointer(path), 'template.control_character'))
      else open.push({ value: member, path: [...path, name] })
    }
  }
  return problems
}

function checkSchemas(json: JsonObject): readonly FieldProblem[] {
  const scenarios = Array.isArray(json.scenarios) ? (json.scenarios as readonly unknown[]) : []
  const shell = { ...json, ...(scenarios.length > 0 ? { scenarios: scenarios.map(withPlainSteps) } : {}) }
  return [
    ...checkTemplateSchema('package.schema.json', shell, ''),
    ...scenarios.flatMap((scenario, index) =>
      isJsonObject(scenario) && Array.isArray(scenario.steps)
        ? scenario.steps
            .slice(0, 200)
            .flatMap((step: unknown, at) => checkStep(step, `/scenarios/${index}/steps/${at}`))
        : [],
    ),
  ]
}

const plainStep = { wait: '1m' }

/** Each step is checked as what its first word says; asking for any of eight forms would tell of seven that were not meant. */
function withPlainSteps(scenario: unknown): unknown {
  if (!isJsonObject(scenario) || !Array.isArray(scenario.steps)) return scenario
  return { ...scenario, steps: scenario.steps.map(() => plainStep) }
}

/** What a step does: the property that says so. */
export const stepWords = ['create', 'change', 'delete', 'wait', 'expect', 'hidden', 'count', 'told'] as const

function checkStep(step: unknown, pointer: string): readonly FieldProblem[] {
  if (!isJsonObject(step)) return [makeFieldProblem(pointer, 'document.type', { expected: ['object'] })]
  const [word, other] = stepWords.filter((one) => Object.hasOwn(step, one))
  if (word === undefined || other !== undefined) return [makeFieldProblem(pointer, 'template.scenario_step')]
  return checkTemplateSchema(`scenario.schema.json#/$defs/${word}`, step, pointer)
}
