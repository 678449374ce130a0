import type { Localized, WireDocument } from '@tessera/metadata'
import { describeDocument, type ChangeLine } from './describe-document'

/** A document before and after; null = it is not there. */
export interface DocumentPair {
  readonly before: WireDocument | null
  readonly after: WireDocument | null
}

export interface ChangedDocument extends DocumentPair {
  readonly kind: WireDocument['kind']
  readonly key: string
  readonly label: Localized
  readonly lines: readonly ChangeLine[]
}

/** The changes of one module: of itself, and of the layouts, views and workflows about it. `object` is '' for what belongs to none. */
export interface ChangeGroup {
  readonly object: string
  readonly documents: readonly ChangedDocument[]
}

/** Changes by module, modules in the order they come. Documents that do not differ are left out. */
export function groupChanges(pairs: readonly DocumentPair[]): readonly ChangeGroup[] {
  const groups = new Map<string, ChangedDocument[]>()
  for (const { before, after } of pairs) {
    const document = after ?? before
    const lines = describeDocument(before, after)
    if (document === null || lines.length === 0) continue
    const object = moduleOf(document)
    const changed = { before, after, kind: document.kind, key: document.key, label: labelOfDocument(document), lines }
    groups.set(object, [...(groups.get(object) ?? []), changed])
  }
  const filled = [...groups].map(([object, documents]) => ({ object, documents: documents.sort(objectsFirst) }))
  return [...filled.filter(({ object }) => object !== ''), ...filled.filter(({ object }) => object === '')]
}

/** How many lines there are in all. */
export function countLines(groups: readonly ChangeGroup[]): number {
  return groups.reduce((sum, group) => sum + group.documents.reduce((own, { lines }) => own + lines.length, 0), 0)
}

function moduleOf(document: WireDocument): string {
  if (document.kind === 'object') return document.key
  return 'object' in document && typeof document.object === 'string' ? document.object : ''
}

export function labelOfDocument(document: WireDocument): Localized {
  const { label, title } = document as { label?: Localized; title?: Localized }
  return label ?? title ?? document.key
}

const objectsFirst = (a: ChangedDocument, b: ChangedDocument): number =>
  Number(b.kind === 'object') - Number(a.kind === 'object')
