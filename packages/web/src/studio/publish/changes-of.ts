import type { Change } from '@tessera/metadata'
import { isChanged, type DraftDocuments } from '../draft/draft-state'

/** The changes a draft would publish, and which document of it each is, by index. */
export interface DraftChanges {
  readonly changes: readonly Change[]
  readonly names: readonly string[]
}

/** Whole documents that differ from what was published, objects first, so that others may refer to them. */
export function changesOf(documents: DraftDocuments): DraftChanges {
  const own = Object.entries(documents).filter(([, document]) => isChanged(document))
  const kindOf = (index: number): string => own[index]?.[0].split('/')[0] ?? ''
  const order = own.map((_, index) => index).sort((a, b) => rank(kindOf(a)) - rank(kindOf(b)))
  const listed = order.flatMap((index) => {
    const [name, { published, document }] = own[index] as (typeof own)[number]
    const change = changeOf(published, document)
    return change === undefined ? [] : [{ name, change }]
  })
  return { changes: listed.map(({ change }) => change), names: listed.map(({ name }) => name) }
}

function rank(kind: string): number {
  return kind === 'object' ? 0 : 1
}

function changeOf(
  published: DraftDocuments[string]['published'],
  document: DraftDocuments[string]['document'],
): Change | undefined {
  if (document !== null) return { op: 'put', document }
  return published === null ? undefined : { op: 'delete', kind: published.kind, key: published.key }
}
