import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TemplateManifest, TemplatePackage } from '@tessera/metadata'

const root = new URL('../../../templates/', import.meta.url).pathname

/** Keys of the templates that come with the product: the folders of `templates/`. */
export const templateKeys: readonly string[] = readdirSync(root).filter((name) =>
  existsSync(join(root, name, 'template.json')),
)

/** A template as its folder has it. */
export function readTemplate(key: string): TemplatePackage {
  const folder = join(root, key)
  return {
    format: 1,
    manifest: jsonIn(join(folder, 'template.json')) as TemplateManifest,
    documents: namesIn(join(folder, 'documents')).flatMap((kind) =>
      namesIn(join(folder, 'documents', kind)).map((name) => jsonIn(join(folder, 'documents', kind, name))),
    ) as unknown as TemplatePackage['documents'],
    data: namesIn(join(folder, 'data')).map((name) => ({
      object: name.replace(/\.csv$/, ''),
      csv: readFileSync(join(folder, 'data', name), 'utf8'),
    })),
    scenarios: namesIn(join(folder, 'scenarios')).map((name) =>
      jsonIn(join(folder, 'scenarios', name)),
    ) as unknown as TemplatePackage['scenarios'],
  }
}

const namesIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder).sort() : [])

function jsonIn(path: string): object {
  const { $schema: _, ...content } = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>
  return content
}
