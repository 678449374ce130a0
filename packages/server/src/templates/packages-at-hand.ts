import type { Engine } from '@tessera/engine'
import { compareVersions, makeFieldProblem, type FieldProblem, type TemplatePackage } from '@tessera/metadata'
import { readTemplateFile } from './pack-template-folder.js'

/** Packages of templates that come with the product; see `TemplateShelf`. */
export interface BundledTemplates {
  list(): Promise<readonly TemplatePackage[]>
  find(key: string): Promise<TemplatePackage | undefined>
}

/** A package and where it is from: with the product, or brought into the workspace. */
export interface PackageAtHand {
  readonly package: TemplatePackage
  readonly source: 'bundled' | 'uploaded'
}

/** So many parsed packages of uploads are kept in memory. */
const mostParsed = 20

/** Packages of templates, whoever brought them: of each key the newest one. */
export class PackagesAtHand {
  readonly #parsed = new Map<string, TemplatePackage>()

  constructor(
    private readonly engine: Engine,
    private readonly shelf: BundledTemplates,
  ) {}

  /** All of them, by key in order. */
  async list(workspace: string): Promise<readonly PackageAtHand[]> {
    const newest = new Map<string, PackageAtHand>()
    for (const one of await this.shelf.list()) newest.set(one.manifest.key, { package: one, source: 'bundled' })
    for (const key of new Set((await this.engine.templates.kept(workspace)).map((kept) => kept.key))) {
      const found = await this.look(workspace, key)
      if (found !== undefined) newest.set(key, found)
    }
    return [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
  }

  /** The newest package of a key, or the one of a version; what was uploaded goes before what comes with the product. */
  async look(workspace: string, key: string, version?: string): Promise<PackageAtHand | undefined> {
    const [bundled, kept] = [await this.shelf.find(key), await this.engine.templates.kept(workspace)]
    const versions = kept.filter((one) => one.key === key && (version === undefined || one.version === version))
    const [newest] = versions.sort((a, b) => compareVersions(b.version, a.version))
    const fits = bundled !== undefined && (version === undefined || bundled.manifest.version === version)
    if (fits && (newest === undefined || compareVersions(newest.version, bundled.manifest.version) < 0))
      return { package: bundled, source: 'bundled' }
    if (newest === undefined) return undefined
    const name = [workspace, key, newest.version, newest.at.toISOString()].join('\n')
    const known = this.#parsed.get(name) ?? (await this.#parse(workspace, key, newest.version))
    if (known === undefined) return undefined
    this.#parsed.delete(name)
    this.#parsed.set(name, known)
    for (const oldest of this.#parsed.keys()) if (this.#parsed.size > mostParsed) this.#parsed.delete(oldest)
    return { package: known, source: 'uploaded' }
  }

  async find(workspace: string, key: string, version?: string): Promise<TemplatePackage | undefined> {
    return (await this.look(workspace, key, version))?.package
  }

  /** What somebody sent as a package, checked whole against what is at hand. */
  async check(
    workspace: string,
    sent: object,
  ): Promise<{
    readonly package?: TemplatePackage
    readonly problems: readonly FieldProblem[]
    readonly text: string
  }> {
    const text = JSON.stringify(sent)
    const read = await readTemplateFile(text, (key) => this.find(workspace, key))
    return { ...read, text }
  }

  async #parse(workspace: string, key: string, version: string): Promise<TemplatePackage | undefined> {
    const text = await this.engine.templates.keptText(workspace, key, version)
    return text === undefined ? undefined : (JSON.parse(text) as TemplatePackage)
  }
}

/** A document that was to be packed and is not there. */
export const missingDocument = (index: number, name: string): FieldProblem =>
  makeFieldProblem(`/documents/${index}`, 'reference.unknown', { target: 'document', name })
