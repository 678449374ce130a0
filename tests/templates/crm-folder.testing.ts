import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = new URL('../../templates/crm/', import.meta.url).pathname

type Json = Readonly<Record<string, unknown>>

function jsonOf(path: string): Json {
  const { $schema: _, ...document } = JSON.parse(readFileSync(path, 'utf8')) as Json
  return document
}

/** Every document of the folder `templates/crm/documents`, kind by kind. */
export function crmDocuments(): readonly Json[] {
  const documents = join(folder, 'documents')
  return readdirSync(documents).flatMap((kind) =>
    readdirSync(join(documents, kind)).map((name) => jsonOf(join(documents, kind, name))),
  )
}

export const crmFolder = folder
