import { localizeFieldProblem, makeFieldProblem, type FieldProblem } from '../errors/field-problem.js'
import type { ActionDefinitions, TriggerDefinitions } from '../extensions/define-action.js'
import { nearest } from '../text/nearest.js'
import type { Locale } from '../text/localized.js'
import { checkMenu } from './checks/check-menu.js'
import { checkObject, type FieldTypes } from './checks/check-object.js'
import { checkText } from './checks/check-text.js'
import { checkUniqueNames } from './checks/check-unique-names.js'
import { checkWorkflow } from './checks/check-workflow.js'
import { isJsonObject, partsOf } from './checks/parts.js'
import { schemaValidator } from './compile-schema.js'
import { describeSchemaError } from './describe-schema-error.js'
import { documentKinds, isDocumentKind, type DocumentKind } from './document.js'
import { isKeyword } from './keys.js'

export interface ValidateOptions {
  /** Field types by name: the type-specific properties of fields are checked against their schemas. */
  readonly fieldTypes?: FieldTypes
  /** Actions by name: node types, configurations and ports of workflows are checked. */
  readonly actions?: ActionDefinitions
  /** Triggers by name: what they ask for is checked. */
  readonly triggers?: TriggerDefinitions
  /** Sentences in this language only; in all languages when absent. */
  readonly locale?: Locale
}

/** More problems than anyone repairs at once; keeps the answer to a hostile document small. */
const maxProblems = 100

/**
 * Everything that is wrong with a document by itself, all at once, with JSON pointers into it; an empty list when nothing
 * is. References to other documents and formulas are checked where the other documents are known.
 *
 * Shape: validateDocument({ kind: 'object', key: 'visit', label: '拜访', fields: [], x: 1 }, { locale: 'en' }) →
 *   [{ path: '/fields', code: 'document.too_few', message: 'At least 1 item.' },
 *    { path: '/x', code: 'document.unknown_property', message: 'There is no property “x”.' }]
 * Errors: `document.*`, `reference.unknown` (inside the document), `text.invalid`.
 */
export function validateDocument(document: unknown, options: ValidateOptions = {}): readonly FieldProblem[] {
  const problems = findProblems(document, options).slice(0, maxProblems)
  const { locale } = options
  return locale === undefined ? problems : problems.map((problem) => localizeFieldProblem(problem, locale))
}

function findProblems(document: unknown, options: ValidateOptions): readonly FieldProblem[] {
  const inText = checkText(document)
  if (inText.length > 0) return inText
  if (!isJsonObject(document)) return [makeFieldProblem('', 'document.type', { expected: ['object'] })]
  const { kind } = document
  if (!isDocumentKind(kind)) return [kindProblem(kind)]
  return withoutRepeats([...checkShape(kind, document), ...checkStructure(kind, document, options)])
}

function kindProblem(kind: unknown): FieldProblem {
  if (kind === undefined) return makeFieldProblem('/kind', 'document.missing', { name: 'kind' })
  if (typeof kind !== 'string') return makeFieldProblem('/kind', 'document.type', { expected: ['string'] })
  const name = [...kind].slice(0, 60).join('')
  return makeFieldProblem('/kind', 'document.unknown_kind', { name, didYouMean: nearest(name, documentKinds) })
}

function checkShape(kind: DocumentKind, document: Readonly<Record<string, unknown>>): readonly FieldProblem[] {
  const validate = schemaValidator(`${kind}.schema.json`)
  if (validate(document)) return []
  return (validate.errors ?? []).flatMap((error) => describeSchemaError(error, '') ?? [])
}

function checkStructure(
  kind: DocumentKind,
  document: Readonly<Record<string, unknown>>,
  options: ValidateOptions,
): readonly FieldProblem[] {
  const { key } = document
  const reserved =
    typeof key === 'string' && isKeyword(key) ? [makeFieldProblem('/key', 'document.key_reserved', { key })] : []
  return [...reserved, ...structureChecks[kind](document, options)]
}

type CheckStructure = (document: Readonly<Record<string, unknown>>, options: ValidateOptions) => readonly FieldProblem[]

const structureChecks: Readonly<Record<DocumentKind, CheckStructure>> = {
  object: (document, { fieldTypes }) => checkObject(document, fieldTypes),
  menu: checkMenu,
  workflow: checkWorkflow,
  role: (document) => {
    const grants = partsOf(document, 'grants')
    return [
      ...checkUniqueNames(grants),
      ...grants.flatMap(({ path, body }) => checkUniqueNames(partsOf(body, 'fields', path))),
    ]
  },
  layout: (document) => {
    const sections = partsOf(document, 'sections')
    return [
      ...checkUniqueNames(sections),
      ...sections.flatMap(({ path, body }) => checkUniqueNames(partsOf(body, 'items', path))),
    ]
  },
  view: () => [],
  setting: () => [],
}

/** The first problem of every kind at every place. */
function withoutRepeats(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  const seen = new Set<string>()
  return problems.filter(({ path, code }) => {
    const place = `${code} ${path}`
    if (seen.has(place)) return false
    seen.add(place)
    return true
  })
}
