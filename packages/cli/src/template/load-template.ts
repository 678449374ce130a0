import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { FieldProblem, FolderProblem, TemplatePackage } from '@tessera/metadata'
import {
  bundledTemplates,
  packTemplateFolder,
  readTemplateFile,
  TemplateShelf,
  type FindTemplate,
} from '@tessera/server'
import { LaunchError } from '../launch-error.js'

export interface LoadedTemplate {
  /** Undefined when there are problems. */
  readonly package?: TemplatePackage | undefined
  readonly problems: readonly (FieldProblem | FolderProblem)[]
}

/**
 * Reads templates from folders and packed files. What they need is looked for in the folders beside them, then among the templates that
 * come with the product; each is packed once.
 */
export class TemplateLoader {
  readonly #shelves = new Map<string, TemplateShelf>()

  /** A template from a folder or a file; a LaunchError when there is neither. */
  async load(path: string): Promise<LoadedTemplate> {
    const place = resolve(path)
    const isFolder = await stat(place).then(
      (found) => found.isDirectory(),
      () => {
        throw new LaunchError(`找不到 ${path}。`, `There is no ${path}.`)
      },
    )
    const beside = this.#shelf(dirname(place))
    if (!isFolder) return readTemplateFile(await readFile(place, 'utf8'), this.#find(beside))
    const shelved = await beside.look(basename(place))
    // A folder of another name than its key is no template of the shelf, but a template all the same.
    return shelved?.package === undefined ? packTemplateFolder(place, this.#find(beside)) : shelved
  }

  #find(beside: TemplateShelf): FindTemplate {
    const bundled = this.#shelf(resolve(bundledTemplates))
    return async (key) => (await beside.find(key)) ?? (await bundled.find(key))
  }

  #shelf(root: string): TemplateShelf {
    const shelf = this.#shelves.get(root) ?? new TemplateShelf(root)
    this.#shelves.set(root, shelf)
    return shelf
  }
}

/** Whether a word is a path rather than the key of a template: there is something of that name, or it looks like one. */
export async function isPath(word: string): Promise<boolean> {
  if (/[/\\.]/.test(word)) return true
  return stat(word).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
