import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { makeFieldProblem, parsePackage, type FolderProblem, type TemplatePackage } from '@tessera/metadata'
import type { ServerLog } from '../log.js'
import { needsOf, packTemplateFolder, type PackedTemplate } from './pack-template-folder.js'

/** The templates that come with the product, seen from this file's place in `src` and in `dist`. */
export const bundledTemplates = fileURLToPath(new URL('../../../../templates/', import.meta.url))

/** A template of the shelf as it was found: with its package, or with what is wrong with it. */
export interface ShelvedTemplate extends PackedTemplate {
  readonly key: string
}

/**
 * Templates in folders side by side, each packed when it is first asked for and kept from then on. A folder that does not check is told
 * in the log and left out; so is one that is not named by the key of its template.
 */
export class TemplateShelf {
  readonly #packed = new Map<string, Promise<ShelvedTemplate>>()
  #shelf: Promise<ReadonlyMap<string, Shelved>> | undefined

  constructor(
    private readonly root: string,
    private readonly log?: Pick<ServerLog, 'error'>,
  ) {}

  /** Keys of what may be there, in order; nothing is packed. */
  async keys(): Promise<readonly string[]> {
    return [...(await this.#folders()).keys()]
  }

  /** The package of a key; undefined when there is none, or when it does not check. */
  async find(key: string): Promise<TemplatePackage | undefined> {
    return (await this.look(key))?.package
  }

  /** Every package that checks, in order of keys. */
  async list(): Promise<readonly TemplatePackage[]> {
    const found: TemplatePackage[] = []
    for (const key of await this.keys()) {
      const one = await this.find(key)
      if (one !== undefined) found.push(one)
    }
    return found
  }

  /** A template of the shelf with its problems; undefined when there is no folder of that key. */
  async look(key: string): Promise<ShelvedTemplate | undefined> {
    const shelved = (await this.#folders()).get(key)
    if (shelved === undefined) return undefined
    const known = this.#packed.get(key)
    if (known !== undefined) return known
    const packing = this.#pack(key, shelved)
    this.#packed.set(key, packing)
    // What could not be read this time may be readable the next.
    packing.catch(() => this.#packed.delete(key))
    return packing
  }

  async #pack(key: string, { folder, needs }: Shelved): Promise<ShelvedTemplate> {
    // Packing takes hundreds of milliseconds: requests in between are answered.
    await setImmediate()
    const found = await packTemplateFolder(folder, async (other) => (needs.has(other) ? this.find(other) : undefined))
    const isNamed = found.package === undefined || found.package.manifest.key === key
    const packed = isNamed ? found : misnamed(found.package.manifest.key)
    const shelved = { key, ...packed }
    if (this.log !== undefined) tellProblems(this.log, shelved)
    return shelved
  }

  #folders(): Promise<ReadonlyMap<string, Shelved>> {
    this.#shelf ??= readShelf(this.root)
    return this.#shelf
  }
}

/** Says in the log why a template is left out. */
export function tellProblems(log: Pick<ServerLog, 'error'>, { key, problems: found }: ShelvedTemplate): void {
  if (found.length === 0) return
  const problems = found.map(({ file, path, message }) => ({ at: `${file}${path}`, message }))
  log.error({ template: key, problems }, 'a template of the product does not check and is left out')
}

interface Shelved {
  readonly folder: string
  /** Keys of what it needs, without those that need it in turn: whoever waits for another is never waited for. */
  readonly needs: ReadonlySet<string>
}

function misnamed(key: string): PackedTemplate {
  const problem: FolderProblem = {
    ...makeFieldProblem('/key', 'template.file_name', { name: `${key}/template.json` }),
    file: 'template.json',
  }
  return { package: undefined, problems: [problem] }
}

/** Folders with a `template.json`, by key, in order. */
async function readShelf(root: string): Promise<ReadonlyMap<string, Shelved>> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name)
  const manifests = await Promise.all(
    names.map(async (name) => {
      const folder = join(root, name)
      const text = await readFile(join(folder, 'template.json'), 'utf8').catch(() => undefined)
      if (text === undefined) return []
      const read = parsePackage(text)
      const manifest = 'json' in read ? read.json : undefined
      return [{ key: name, folder, needs: needsOf(manifest) }]
    }),
  )
  const found = manifests.flat().sort((a, b) => (a.key < b.key ? -1 : 1))
  const needs = new Map(found.map((one) => [one.key, one.needs]))
  return new Map(
    found.map(({ key, folder, needs: wanted }) => [
      key,
      { folder, needs: new Set(wanted.filter((other) => !leadsTo(other, key, needs))) },
    ]),
  )
}

/** Whether a template needs another one, by itself or through others. */
function leadsTo(from: string, to: string, needs: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>()
  const open = [from]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (key === to) return true
    if (seen.has(key)) continue
    seen.add(key)
    open.push(...(needs.get(key) ?? []))
  }
  return false
}
