/**
 * Templates: the shape of packages (`template.ts`, `schemas/`), what is wrong with one (`check-*.ts`), a folder as a package
 * (`pack-folder.ts`), what differs between two (`diff-packages.ts`), and what sample data is made of (`sample-*.ts`). Pure; formulas are
 * checked by the engine, which alone knows a catalog.
 */
import type { FieldTypes } from '../documents/checks/check-object.js'
import type { WireDocument } from '../documents/document.js'
import { makeFieldProblem, type FieldProblem } from '../errors/field-problem.js'
import type { ActionDefinitions, TriggerDefinitions } from '../extensions/define-action.js'
import { checkFormerKeys } from './check-former-keys.js'
import { checkPackageDocuments } from './check-package-documents.js'
import { checkSamples } from './check-samples.js'
import { checkScenarios } from './check-scenarios.js'
import { checkShape } from './check-shape.js'
import { placeDocuments } from './extend-documents.js'
import { knownObjects } from './package-world.js'
import { largestTemplate, type TemplateManifest, type TemplatePackage } from './template.js'
import { meetsVersion } from './versions.js'

/** What a package is checked against. */
export interface PackageChecks {
  readonly fieldTypes: FieldTypes
  readonly actions?: ActionDefinitions
  readonly triggers?: TriggerDefinitions
  /** Documents every workspace has: the system's objects and starting roles. */
  readonly system: readonly WireDocument[]
  /** Packages that are at hand for `needs`, those they need in turn among them; others may be there too. */
  readonly needed?: readonly TemplatePackage[]
}

/** More problems than anyone repairs at once; keeps the answer to a hostile package small. */
const mostProblems = 200

/**
 * Everything that is wrong with a package, with JSON pointers into it (`/documents/3/fields/0/key`; in sample data
 * `/data/<index>/csv:<line>:<column>`); an empty list when nothing is. The value may come from anywhere: nothing is taken for granted
 * about it. A package of a newer format, a too large one and one of another shape is refused with that alone.
 *
 * Errors: those of `checkShape`, `checkPackageDocuments`, `checkFormerKeys`, `checkSamples`, `checkScenarios`; `template.need_missing`,
 *         `template.need_itself`, `document.key_repeated`, `reference.unknown`.
 */
export function checkPackage(json: unknown, checks: PackageChecks): readonly FieldProblem[] {
  const inShape = checkShape(json)
  if (inShape.length > 0) return inShape.slice(0, mostProblems)
  const { manifest, documents, data, scenarios } = json as TemplatePackage
  const needed = neededPackages(manifest, checks.needed ?? [])
  const beside = documentsBeside(checks.system, needed)
  const { fieldTypes, actions, triggers } = checks
  const options = {
    fieldTypes,
    ...(actions === undefined ? {} : { actions }),
    ...(triggers === undefined ? {} : { triggers }),
  }
  const inDocuments = [
    ...checkManifest(json as TemplatePackage, checks.needed ?? []),
    ...checkPackageDocuments(documents, beside, options),
  ]
  // Data and scenarios of documents that do not check would only repeat what is said already.
  if (inDocuments.length > 0) return inDocuments.slice(0, mostProblems)
  const placed = placeDocuments(documents, beside)
  const all = [...placed.beside, ...placed.own.map(({ document }) => document)]
  const objects = knownObjects(all, fieldTypes)
  return [
    ...checkFormerKeys(manifest, documents),
    ...checkSamples({
      tables: data,
      beside: needed.flatMap((other) => other.data),
      asks: manifest.asks ?? [],
      objects,
    }),
    ...checkScenarios(scenarios, all, objects),
  ].slice(0, mostProblems)
}

/**
 * The JSON of a package's file, when it is JSON and not too large.
 *
 * Errors: `template.too_large`, `template.not_json`.
 */
export function parsePackage(text: string): ParsedJson {
  if (text.length > largestTemplate) {
    return { problem: makeFieldProblem('', 'template.too_large', { limitBytes: largestTemplate }) }
  }
  return parseJson(text)
}

export type ParsedJson = { readonly json: unknown } | { readonly problem: FieldProblem }

/** A JSON text, or why it is none. */
export function parseJson(text: string): ParsedJson {
  try {
    return { json: JSON.parse(text.replace(/^\ufeff/, '')) as unknown }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { problem: makeFieldProblem('', 'template.not_json', { reason: printable(reason) }) }
  }
}

/** The engine quotes the text it could not read. */
function printable(text: string): string {
  return [...text.replaceAll(/[^\P{C}\n]|\n/gu, ' ')].slice(0, 200).join('')
}

/** The packages that a manifest needs, with what these need in turn, each once. */
export function neededPackages(
  manifest: TemplateManifest,
  atHand: readonly TemplatePackage[],
): readonly TemplatePackage[] {
  const found = new Set<TemplatePackage>()
  const visit = ({ needs = [] }: TemplateManifest): void => {
    for (const { key, version } of needs) {
      const one = atHand.find((other) => other.manifest.key === key && meetsVersion(other.manifest.version, version))
      if (one === undefined || found.has(one) || one.manifest.key === manifest.key) continue
      visit(one.manifest)
      found.add(one)
    }
  }
  visit(manifest)
  return [...found]
}

/**
 * The documents that a package stands on: what every workspace starts with, then those of the needed packages, of which a later one may
 * extend what an earlier one has.
 */
export function documentsBeside(
  system: readonly WireDocument[],
  needed: readonly TemplatePackage[],
): readonly WireDocument[] {
  return needed.reduce((beside, other) => {
    const placed = placeDocuments(other.documents, beside)
    return [...placed.beside, ...placed.own.map(({ document }) => document)]
  }, system)
}

function checkManifest(
  { manifest, documents }: TemplatePackage,
  atHand: readonly TemplatePackage[],
): readonly FieldProblem[] {
  const { key, needs = [], asks = [], opens } = manifest
  const isOpened =
    opens === undefined || documents.some((document) => document.kind === 'view' && document.key === opens)
  return [
    ...(isOpened ? [] : [makeFieldProblem('/manifest/opens', 'reference.unknown', { target: 'view', name: opens })]),
    ...needs.flatMap((need, index) => {
      const path = `/manifest/needs/${index}`
      if (need.key === key) return [makeFieldProblem(path, 'template.need_itself')]
      const isMet = atHand.some(
        (other) => other.manifest.key === need.key && meetsVersion(other.manifest.version, need.version),
      )
      return isMet ? [] : [makeFieldProblem(path, 'template.need_missing', { name: need.key, version: need.version })]
    }),
    ...asks.flatMap((ask, index) =>
      asks.findIndex((other) => other.key === ask.key) === index
        ? []
        : [makeFieldProblem(`/manifest/asks/${index}/key`, 'document.key_repeated', { key: ask.key })],
    ),
  ]
}
