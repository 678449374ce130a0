import type { ChangeSummary } from '@tessera/metadata'

export interface SummaryGroup {
  /** Kind and key of the document: 'object/visit'. */
  readonly id: string
  readonly kind: string
  readonly key: string
  readonly lines: readonly ChangeSummary[]
}

/** The lines of a revision by the document they are about, objects first. */
export function groupSummary(summary: readonly ChangeSummary[]): readonly SummaryGroup[] {
  const groups = new Map<string, ChangeSummary[]>()
  for (const line of summary) {
    const id = `${line.kind}/${line.key}`
    groups.set(id, [...(groups.get(id) ?? []), line])
  }
  return [...groups]
    .map(([id, lines]) => ({ id, kind: lines[0]?.kind ?? '', key: lines[0]?.key ?? '', lines }))
    .sort((a, b) => Number(b.kind === 'object') - Number(a.kind === 'object'))
}
