import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { templateFormat, type TemplatePackage } from '@tessera/metadata'
import { bundledTemplates } from '@tessera/server'

/** Keys of the templates that come with the product: the folders of `templates/`. */
export const templateKeys: readonly string[] = readdirSync(bundledTemplates).filter((name) =>
  existsSync(join(bundledTemplates, name, 'template.json')),
)

/** A template as its folder has it, read at once and unchecked: tests are named by what it says. */
export function readTemplate(key: string): TemplatePackage {
  const folder = join(bundledTemplates, key)
  const documents = join(folder, 'documents')
  return {
    format: templateFormat,
    manifest: jsonIn(folder, 'template.json'),
    documents: namesIn(documents).flatMap((kind) => filesIn(join(documents, kind))),
    data: namesIn(join(folder, 'data')).map((name) => ({
      object: name.replace(/\.csv$/, ''),
      csv: readFileSync(join(folder, 'data', name), 'utf8'),
    })),
    scenarios: filesIn(join(folder, 'scenarios')),
  }
}

const namesIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder).sort() : [])

const filesIn = <T>(folder: string): readonly T[] => namesIn(folder).map((name) => jsonIn<T>(folder, name))

function jsonIn<T>(folder: string, name: string): T {
  const { $schema: _, ...content } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Readonly<
    Record<string, unknown>
  >
  return content as T
}
