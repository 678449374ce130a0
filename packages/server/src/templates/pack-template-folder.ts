import { actions, fieldTypes, triggers } from '@tessera/blocks/server'
import { packTemplate, readTemplate, type TemplateExtensions } from '@tessera/engine'
import { parsePackage, type FieldProblem, type FolderProblem, type TemplatePackage } from '@tessera/metadata'
import { readTemplateFolder } from './read-template-folder.js'

/** The built-in extensions: what templates are checked with wherever they come from. */
export const templateExtensions: TemplateExtensions = { fieldTypes, actions: actions.definitions, triggers }

/** A package at hand for what another one needs, by key. */
export type FindTemplate = (key: string) => Promise<TemplatePackage | undefined>

export interface PackedTemplate {
  /** Undefined when there are problems. */
  readonly package: TemplatePackage | undefined
  readonly problems: readonly FolderProblem[]
}

/**
 * A folder as a package that was checked whole.
 *
 * @param find where packages that it needs are found
 * Errors: those of `readTemplateFolder` and `packTemplate`.
 */
export async function packTemplateFolder(folder: string, find: FindTemplate): Promise<PackedTemplate> {
  const { files, problems } = await readTemplateFolder(folder)
  if (problems.length > 0) return { package: undefined, problems }
  const manifest = parsePackage(files['template.json'] ?? '')
  const needed = await findNeeded('json' in manifest ? needsOf(manifest.json) : [], find)
  const packed = packTemplate(files, needed, templateExtensions)
  return 'package' in packed ? packed : { package: undefined, problems: packed.problems }
}

/**
 * The package in the text of a file, checked whole.
 *
 * Errors: those of `readTemplate`.
 */
export async function readTemplateFile(
  text: string,
  find: FindTemplate,
): Promise<{ readonly package?: TemplatePackage; readonly problems: readonly FieldProblem[] }> {
  const read = parsePackage(text)
  const manifest = 'json' in read && isObject(read.json) ? read.json['manifest'] : undefined
  return readTemplate(text, await findNeeded(needsOf(manifest), find), templateExtensions)
}

/** The packages of these keys that there are, with what they need in turn. */
async function findNeeded(keys: readonly string[], find: FindTemplate): Promise<readonly TemplatePackage[]> {
  const found = new Map<string, TemplatePackage>()
  const open = [...keys]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const one = found.has(key) ? undefined : await find(key)
    if (one === undefined) continue
    found.set(key, one)
    open.push(...needsOf(one.manifest))
  }
  return [...found.values()]
}

/** Keys in `needs` of a manifest that nobody has checked yet. */
export function needsOf(manifest: unknown): readonly string[] {
  const needs = isObject(manifest) ? manifest['needs'] : undefined
  if (!Array.isArray(needs)) return []
  return needs.slice(0, 20).flatMap((need: unknown) => {
    const key = isObject(need) ? need['key'] : undefined
    return typeof key === 'string' ? [key] : []
  })
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
