import { checkPackage, packFolder, parsePackage } from '@tessera/metadata'
import type {
  ActionDefinitions,
  FieldProblem,
  FieldTypeDefinition,
  PackageChecks,
  PackedFolder,
  TemplatePackage,
  TriggerDefinitions,
} from '@tessera/metadata'
import type { FieldTypeRegistry } from '../contract.js'
import { hashText } from '../schema/document-hash.js'
import { checkTemplateDocuments } from './check-documents.js'
import { startingDocuments } from './starting-documents.js'

/** The extensions that templates are checked with. */
export interface TemplateExtensions {
  readonly fieldTypes: FieldTypeRegistry
  readonly actions?: ActionDefinitions | undefined
  readonly triggers?: TriggerDefinitions | undefined
}

/**
 * Everything that is wrong with a package, formulas included; an empty list means that it can be planned. The value may come from
 * anywhere.
 *
 * @param needed packages at hand for what it needs, those they need in turn among them; others may be there too
 * Errors: those of `checkPackage` and `checkTemplateDocuments`.
 */
export function checkTemplate(
  json: unknown,
  needed: readonly TemplatePackage[],
  extensions: TemplateExtensions,
): readonly FieldProblem[] {
  const problems = checkPackage(json, checksOf(extensions, needed))
  return problems.length > 0 ? problems : checkTemplateDocuments(json as TemplatePackage, needed, extensions)
}

/**
 * A package from the text of its file, checked whole.
 *
 * Errors: `template.too_large`, `template.not_json`, and those of `checkTemplate`.
 */
export function readTemplate(
  text: string,
  needed: readonly TemplatePackage[],
  extensions: TemplateExtensions,
): { readonly package?: TemplatePackage; readonly problems: readonly FieldProblem[] } {
  const read = parsePackage(text)
  if ('problem' in read) return { problems: [read.problem] }
  const problems = checkTemplate(read.json, needed, extensions)
  return problems.length > 0 ? { problems } : { package: read.json as TemplatePackage, problems }
}

/**
 * A folder, given as its files, as a package that was checked whole; problems name the file.
 *
 * Errors: those of `packFolder` and `checkTemplateDocuments`.
 */
export function packTemplate(
  files: Readonly<Record<string, string>>,
  needed: readonly TemplatePackage[],
  extensions: TemplateExtensions,
): PackedFolder {
  const packed = packFolder(files, { ...checksOf(extensions, needed), hash: hashText })
  if (!('package' in packed)) return packed
  const problems = checkTemplateDocuments(packed.package, needed, extensions)
  return problems.length > 0 ? { problems: problems.map(packed.fileOf) } : packed
}

/** What a package is checked against; cells are read as the server reads them. */
function checksOf(
  { fieldTypes, actions, triggers }: TemplateExtensions,
  needed: readonly TemplatePackage[],
): PackageChecks {
  return {
    fieldTypes: definitionsOf(fieldTypes),
    ...(actions === undefined ? {} : { actions }),
    ...(triggers === undefined ? {} : { triggers }),
    system: startingDocuments,
    needed,
  }
}

const known = new WeakMap<FieldTypeRegistry['definitions'], ReadonlyMap<string, FieldTypeDefinition>>()

/** Definitions whose cells are read by the server's half, where it has the last word (a sanitiser, a register). */
function definitionsOf({ definitions, servers }: FieldTypeRegistry): ReadonlyMap<string, FieldTypeDefinition> {
  const made =
    known.get(definitions) ??
    new Map(
      [...definitions].map(([name, definition]) => {
        const importText = servers.get(name)?.importText
        return [name, importText === undefined ? definition : { ...definition, importText }] as const
      }),
    )
  known.set(definitions, made)
  return made
}
