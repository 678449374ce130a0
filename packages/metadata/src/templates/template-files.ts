import { documentKinds, isDocumentKind, type DocumentKind } from '../documents/document.js'

/** What a file of a template's folder is, by its path. */
export type TemplateFile =
  | { readonly is: 'manifest' }
  | { readonly is: 'document'; readonly kind: DocumentKind; readonly key: string }
  | { readonly is: 'data'; readonly object: string }
  | { readonly is: 'scenario'; readonly key: string }
  /** For people who read the folder; not packed. */
  | { readonly is: 'readme' }

/**
 * What a file is by its path below the folder, with `/` between names; undefined for one that does not belong there.
 *
 * Shape: templateFile('documents/object/account.json') → { is: 'document', kind: 'object', key: 'account' }
 */
export function templateFile(path: string): TemplateFile | undefined {
  if (path === 'template.json') return { is: 'manifest' }
  if (/^README(\.[A-Za-z-]+)?\.md$/.test(path)) return { is: 'readme' }
  const [, kind, key] = /^documents\/([a-z]+)\/([A-Za-z0-9]+)\.json$/.exec(path) ?? []
  if (key !== undefined && isDocumentKind(kind)) return { is: 'document', kind, key }
  const object = /^data\/([A-Za-z0-9]+)\.csv$/.exec(path)?.[1]
  if (object !== undefined) return { is: 'data', object }
  const scenario = /^scenarios\/([A-Za-z0-9-]+)\.json$/.exec(path)?.[1]
  return scenario === undefined ? undefined : { is: 'scenario', key: scenario }
}

/** Where a file of a template lies. */
export function templatePath(file: Exclude<TemplateFile, { readonly is: 'readme' }>): string {
  switch (file.is) {
    case 'manifest':
      return 'template.json'
    case 'document':
      return `documents/${file.kind}/${file.key}.json`
    case 'data':
      return `data/${file.object}.csv`
    case 'scenario':
      return `scenarios/${file.key}.json`
  }
}

/** The order in which documents stand in a package: by kind as kinds are listed, then by key. */
export function compareDocuments(
  a: { readonly kind: DocumentKind; readonly key: string },
  b: { readonly kind: DocumentKind; readonly key: string },
): number {
  return documentKinds.indexOf(a.kind) - documentKinds.indexOf(b.kind) || compareText(a.key, b.key)
}

/** By code units: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
