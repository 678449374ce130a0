import type { TemplateEntry } from '@tessera/metadata'
import { findRank } from '../find-rank'

/** Groups with a name of their own, in the order they are shown. */
export const groupKeys = ['sales', 'service', 'manufacturing', 'retail', 'education'] as const

export type GroupKey = (typeof groupKeys)[number] | 'others'

export interface TemplateGroup {
  readonly key: GroupKey
  readonly entries: readonly TemplateEntry[]
}

/** The known group of a template. */
export const groupOf = ({ group }: TemplateEntry): GroupKey => groupKeys.find((key) => key === group) ?? 'others'

/** Templates by group, those without a known group last; an empty group is left out. */
export function groupTemplates(entries: readonly TemplateEntry[]): readonly TemplateGroup[] {
  return [...groupKeys, 'others' as const]
    .map((key) => ({ key, entries: entries.filter((entry) => groupOf(entry) === key) }))
    .filter((group) => group.entries.length > 0)
}

/** Templates that what is typed finds, by title, summary and key, best first. */
export function findTemplates(entries: readonly TemplateEntry[], typed: string): readonly TemplateEntry[] {
  if (typed.trim() === '') return entries
  return entries
    .flatMap((entry) => {
      const rank = findRank(typed, [...textsIn(entry.title), ...textsIn(entry.summary), entry.key])
      return rank === undefined ? [] : [{ entry, rank }]
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry)
}

function textsIn(text: TemplateEntry['title']): readonly string[] {
  return typeof text === 'string' ? [text] : Object.values(text)
}
