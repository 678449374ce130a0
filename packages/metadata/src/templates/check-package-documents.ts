import { makeFieldProblem, type FieldProblem } from '../errors/field-problem.js'
import type { WireDocument } from '../documents/document.js'
import { validateDocument, type ValidateOptions } from '../documents/validate-document.js'
import { createResolver } from '../stored/reference-resolver.js'
import { toStoredDocument } from '../stored/to-stored-document.js'
import { nameOf, placeDocuments } from './extend-documents.js'
import { identifyDocuments } from './identify-documents.js'

/** Settings that a template may bring: how working days are counted belongs to a line of business, the rest to the customer. */
const allowedSettings: ReadonlySet<string> = new Set(['calendar'])

/**
 * What is wrong with the documents of a package: each by itself, then whether they may come with a template, then whether everything
 * they refer to is in the package or in the documents `beside` it (the system's, those of needed templates). Pointers lead into
 * `documents`. Formulas are checked where a catalog can be compiled.
 *
 * Errors: those of `validateDocument`, `document.system`, `template.setting`, `template.document_repeated`, `reference.unknown`.
 */
export function checkPackageDocuments(
  documents: readonly WireDocument[],
  beside: readonly WireDocument[],
  options: ValidateOptions,
): readonly FieldProblem[] {
  const { locale: _all, ...checks } = options
  const alone = documents.flatMap((document, index) => at(index, validateDocument(document, checks)))
  const together = [...checkKinds(documents), ...checkRepeats(documents, beside)]
  const problems = [...alone, ...together]
  // References of what has no shape say nothing.
  return problems.length > 0 ? problems : checkReferences(documents, beside, checks)
}

function checkKinds(documents: readonly WireDocument[]): readonly FieldProblem[] {
  return documents.flatMap((document, index) => {
    const { kind, key, system } = document
    if (system === true) return at(index, [makeFieldProblem('/system', 'document.system')])
    if (kind !== 'setting' || allowedSettings.has(key)) return []
    return at(index, [makeFieldProblem('/key', 'template.setting', { name: key })])
  })
}

/** No two documents of a kind have one key, whatever its case. Those of needed templates are extended, the system's are not. */
function checkRepeats(documents: readonly WireDocument[], beside: readonly WireDocument[]): readonly FieldProblem[] {
  const system = new Set(beside.filter((document) => document.system === true).map(nameOf))
  const seen = new Set<string>()
  return documents.flatMap((document, index) => {
    const name = nameOf(document)
    if (system.has(name)) return at(index, [makeFieldProblem('/key', 'document.system')])
    if (!seen.has(name)) {
      seen.add(name)
      return []
    }
    const details = { name: `${document.kind}/${document.key}` }
    return at(index, [makeFieldProblem('/key', 'template.document_repeated', details)])
  })
}

function checkReferences(
  documents: readonly WireDocument[],
  beside: readonly WireDocument[],
  { fieldTypes = new Map() }: ValidateOptions,
): readonly FieldProblem[] {
  const placed = placeDocuments(documents, beside)
  const all = [...placed.beside, ...placed.own.map(({ document }) => document)]
  let last = 0
  // Any ids do: they are forgotten with the answer.
  const identified = identifyDocuments(all, () => (++last).toString(16).padStart(16, '0'))
  const resolver = createResolver({ stored: [], incoming: identified, fieldTypes })
  return placed.own.flatMap(({ pointerIn }, index) => {
    const document = identified[placed.beside.length + index]
    const problems = document === undefined ? [] : toStoredDocument(document, resolver).problems
    return problems.flatMap((problem) => {
      const path = pointerIn(problem.path)
      return path === undefined ? [] : at(index, [{ ...problem, path }])
    })
  })
}

function at(index: number, problems: readonly FieldProblem[]): readonly FieldProblem[] {
  return problems.map((problem) => ({ ...problem, path: `/documents/${index}${problem.path}` }))
}
