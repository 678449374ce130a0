import { isJsonObject } from '../documents/checks/parts.js'
import type { WireDocument } from '../documents/document.js'
import { makeFieldProblem, type FieldProblem } from '../errors/field-problem.js'
import { normalizeJson } from '../text/normalize-text.js'
import { shownText } from '../text/shown-text.js'
import type { Hash } from '../stored/derive-id.js'
import { checkPackage, parseJson, type PackageChecks } from './check-package.js'
import { hashFor, identifyDocuments } from './identify-documents.js'
import { compareDocuments, compareText, templateFile, templatePath, type TemplateFile } from './template-files.js'
import { templateFormat, type SampleTable, type TemplatePackage, type TemplateScenario } from './template.js'

/** A problem of a file in a template's folder; `path` is a pointer into that file, `:<line>:<column>` in CSV. */
export interface FolderProblem extends FieldProblem {
  /** Path below the folder, with `/` between names. */
  readonly file: string
}

export type PackedFolder =
  | {
      readonly package: TemplatePackage
      readonly problems: readonly []
      /** A problem of the package, found later, where its file has it. */
      readonly fileOf: (problem: FieldProblem) => FolderProblem
    }
  | { readonly problems: readonly FolderProblem[] }

export interface PackOptions extends PackageChecks {
  readonly hash: Hash
}

/**
 * A folder as a package: everything is checked, and each part of a document has an id. The same files give the same package, byte for
 * byte when it is written by `printPackage`.
 *
 * Shape: packFolder({ 'template.json': '{…}', 'documents/object/account.json': '{…}' }, options)
 * Errors: `template.file_unknown`, `template.file_missing`, `template.file_name`, `template.not_json`, and those of `checkPackage`.
 */
export function packFolder(files: Readonly<Record<string, string>>, options: PackOptions): PackedFolder {
  const reading = new Reading(files)
  if (reading.problems.length > 0) return { problems: reading.problems }
  const problems = checkPackage(reading.unpacked(), options).map((problem) => reading.inFile(problem))
  if (problems.length > 0) return { problems }
  const whole = reading.unpacked() as TemplatePackage
  const { key, formerKeys } = whole.manifest
  const documents = identifyDocuments(whole.documents, hashFor(key, options.hash), formerKeys)
  return { package: { ...whole, documents }, problems: [], fileOf: (problem) => reading.inFile(problem) }
}

/** A package as the text of its file. */
export function printPackage(made: TemplatePackage): string {
  return `${JSON.stringify(made, null, 1)}\n`
}

interface ReadFile<T> {
  readonly path: string
  readonly value: T
}

/** The files of a folder, read and sorted, before anybody knows whether they say something sensible. */
class Reading {
  readonly problems: FolderProblem[] = []
  #manifest: unknown
  readonly #documents: (ReadFile<unknown> & { readonly kind: WireDocument['kind']; readonly key: string })[] = []
  readonly #data: ReadFile<SampleTable>[] = []
  readonly #scenarios: ReadFile<unknown>[] = []

  constructor(files: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(files).sort(([a], [b]) => compareText(a, b))) {
      const file = templateFile(path)
      if (file === undefined) {
        const name = shownText(path, 200)
        this.problems.push({ ...makeFieldProblem('', 'template.file_unknown', { name }), file: name })
      } else this.#take(path, text, file)
    }
    this.#documents.sort(compareDocuments)
    if (!Object.hasOwn(files, 'template.json')) {
      const name = 'template.json'
      this.problems.push({ ...makeFieldProblem('', 'template.file_missing', { name }), file: name })
    }
  }

  /** As a package, documents without ids where the folder has none. */
  unpacked(): unknown {
    return {
      format: templateFormat,
      manifest: this.#manifest,
      documents: this.#documents.map(({ value }) => value),
      data: this.#data.map(({ value }) => value),
      scenarios: this.#scenarios.map(({ value }) => value),
    }
  }

  /** A problem of the package where its file has it. */
  inFile(problem: FieldProblem): FolderProblem {
    const [, list = '', index = ''] = problem.path.split('/')
    const lists: Readonly<Record<string, readonly ReadFile<unknown>[]>> = {
      documents: this.#documents,
      data: this.#data,
      scenarios: this.#scenarios,
    }
    const file = lists[list]?.[Number(index)]?.path
    if (file === undefined) {
      const path = list === 'manifest' ? problem.path.slice('/manifest'.length) : problem.path
      return { ...problem, path, file: 'template.json' }
    }
    const path = problem.path.slice(`/${list}/${index}`.length).replace(/^\/(csv|object)/, '')
    return { ...problem, path: list === 'data' ? path : problem.path.slice(`/${list}/${index}`.length), file }
  }

  #take(path: string, text: string, file: TemplateFile): void {
    if (file.is === 'readme') return
    if (file.is === 'data') {
      this.#data.push({ path, value: { object: file.object, csv: plainText(text) } })
      return
    }
    const read = parseJson(text)
    if ('problem' in read) {
      this.problems.push({ ...read.problem, file: path })
      return
    }
    const value = withoutSchema(normalizeJson(read.json))
    const named = isJsonObject(value) ? expectedPath(file, value) : undefined
    if (named !== undefined && named !== path) {
      this.problems.push({ ...makeFieldProblem('', 'template.file_name', { name: shownText(named, 200) }), file: path })
    } else if (file.is === 'manifest') this.#manifest = value
    else if (file.is === 'document') this.#documents.push({ path, value, kind: file.kind, key: file.key })
    else this.#scenarios.push({ path, value })
  }
}

/** Where a file belongs by what it says of itself; undefined when it does not say: then the check of its shape will. */
function expectedPath(file: TemplateFile, { kind, key }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof key !== 'string') return undefined
  if (file.is === 'scenario') return templatePath({ is: 'scenario', key: key as TemplateScenario['key'] })
  if (file.is !== 'document' || typeof kind !== 'string') return undefined
  return templatePath({ is: 'document', kind: kind as WireDocument['kind'], key })
}

/** `$schema` at the top of a file is for editors. */
function withoutSchema(value: unknown): unknown {
  if (!isJsonObject(value)) return value
  const { $schema: _editor, ...rest } = value
  return rest
}

/** The text whatever system wrote it: line feeds, NFC, no byte order mark. */
function plainText(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?/g, '\n')
    .normalize('NFC')
}
